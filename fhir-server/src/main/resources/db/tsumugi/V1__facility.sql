-- Facilities (医療機関) by their 10-digit medical institution code. The partition number is what HAPI's tables know;
-- 0 (conformance) and 1 (region) are not facilities.
create table facility (
    partition_id integer primary key check (partition_id >= 100),
    code varchar(10) not null unique,
    registered_at timestamptz not null
);

create sequence facility_partition as integer minvalue 100 start with 100 owned by facility.partition_id;

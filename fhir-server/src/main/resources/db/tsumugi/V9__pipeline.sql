-- The queue of the pipeline, and sums that answer what would otherwise be counted again at every question.

-- That a patient of a facility has something to be looked at. Rows are only added and taken away, never changed, so that whoever
-- receives a file never waits for the worker that has the patient. A worker takes away only what it had locked before it read the
-- patient's files: what comes later has a row of its own.
create table tsumugi.work_item (
    item_id bigint generated always as identity primary key,
    facility text not null,
    patient text not null,
    -- 0 fresh, 1 backlog, 2 mapped again: says what goes first, never what comes out
    lane smallint not null,
    due_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index work_item_lane on tsumugi.work_item (lane, facility, item_id) include (patient, due_at);
create index work_item_patient on tsumugi.work_item (facility, patient);

-- How many files are in which state: the sum of both tables. Changes are added as rows, which are summed up now and then.
create table tsumugi.tally (
    facility text not null,
    data_type text not null,
    state text not null,
    files bigint not null,
    -- when the latest new file came
    received_at timestamptz,
    primary key (facility, data_type, state)
);

create table tsumugi.tally_delta (
    delta_id bigint generated always as identity primary key,
    facility text not null,
    data_type text not null,
    state text not null,
    files bigint not null,
    received_at timestamptz
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index tally_delta_facility on tsumugi.tally_delta (facility);

-- How many files have an issue, likewise.
create table tsumugi.issue_tally (
    facility text not null,
    code text not null,
    severity text not null,
    files bigint not null,
    primary key (facility, code, severity)
);

create table tsumugi.issue_tally_delta (
    delta_id bigint generated always as identity primary key,
    facility text not null,
    code text not null,
    severity text not null,
    files bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index issue_tally_delta_facility on tsumugi.issue_tally_delta (facility);

-- What came in each hour (UTC): contents of the standardized and the extended storage, those cut out of transaction files included.
create table tsumugi.activity (
    facility text not null,
    hour timestamptz not null,
    files bigint not null,
    bytes bigint not null,
    primary key (facility, hour)
);

create table tsumugi.activity_delta (
    delta_id bigint generated always as identity primary key,
    facility text not null,
    hour timestamptz not null,
    files bigint not null,
    bytes bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Whether a file with this 17-digit time (Japan's) goes before the backlog.
create function tsumugi.is_fresh(sort_time text) returns boolean language sql stable as $$
    select sort_time >= to_char((now() - interval '48 hours') at time zone 'Asia/Tokyo', 'YYYYMMDDHH24MISSMS')
$$;

-- The lane of what becomes pending now; a transaction may set tsumugi.lane to choose it.
create function tsumugi.lane_of(sort_time text) returns smallint language sql stable as $$
    select coalesce(cast(nullif(current_setting('tsumugi.lane', true), '') as smallint),
        case when tsumugi.is_fresh(sort_time) then cast(0 as smallint) else cast(1 as smallint) end)
$$;

create function tsumugi.storage_file_inserted() returns trigger language plpgsql as $$
begin
    insert into tsumugi.work_item (facility, patient, lane, due_at)
    select p.facility, p.patient, tsumugi.lane_of(max(p.sort_time)), min(p.retry_at)
    from present p
    where p.state = 'PENDING' and p.patient is not null
    group by p.facility, p.patient
    order by min(p.file_id);
    insert into tsumugi.tally_delta (facility, data_type, state, files, received_at)
    select p.facility, coalesce(p.data_type, p.area), p.state, count(*), max(p.received_at)
    from present p
    group by 1, 2, 3;
    return null;
end
$$;

create function tsumugi.storage_file_updated() returns trigger language plpgsql as $$
begin
    insert into tsumugi.work_item (facility, patient, lane, due_at)
    select p.facility, p.patient, tsumugi.lane_of(max(p.sort_time)), min(p.retry_at)
    from present p join former o on o.file_id = p.file_id
    where p.state = 'PENDING' and p.patient is not null and (o.state <> 'PENDING' or p.revision > o.revision)
    group by p.facility, p.patient
    order by min(p.file_id);
    insert into tsumugi.tally_delta (facility, data_type, state, files)
    select facility, data_type, state, sum(files)
    from (
        select p.facility, coalesce(p.data_type, p.area) as data_type, p.state, 1 as files from present p
        union all
        select o.facility, coalesce(o.data_type, o.area), o.state, -1 from former o) as changes
    group by facility, data_type, state
    having sum(files) <> 0;
    return null;
end
$$;

create function tsumugi.storage_file_deleted() returns trigger language plpgsql as $$
begin
    insert into tsumugi.tally_delta (facility, data_type, state, files)
    select o.facility, coalesce(o.data_type, o.area), o.state, -count(*)
    from former o
    group by 1, 2, 3;
    return null;
end
$$;

create function tsumugi.file_content_inserted() returns trigger language plpgsql as $$
begin
    insert into tsumugi.activity_delta (facility, hour, files, bytes)
    select f.facility, date_trunc('hour', p.received_at, 'UTC'), count(*), sum(p.size)
    from present p join tsumugi.storage_file f on f.file_id = p.file_id
    where f.area <> 'TRANSACTION'
    group by 1, 2;
    return null;
end
$$;

-- The issues of a file come and go together, in one statement each.
create function tsumugi.file_issue_inserted() returns trigger language plpgsql as $$
begin
    insert into tsumugi.issue_tally_delta (facility, code, severity, files)
    select p.facility, p.code, p.severity, count(distinct p.file_id) from present p group by 1, 2, 3;
    return null;
end
$$;

create function tsumugi.file_issue_deleted() returns trigger language plpgsql as $$
begin
    insert into tsumugi.issue_tally_delta (facility, code, severity, files)
    select o.facility, o.code, o.severity, -count(distinct o.file_id) from former o group by 1, 2, 3;
    return null;
end
$$;

create trigger storage_file_inserted after insert on tsumugi.storage_file
    referencing new table as present for each statement execute function tsumugi.storage_file_inserted();
create trigger storage_file_updated after update on tsumugi.storage_file
    referencing old table as former new table as present for each statement execute function tsumugi.storage_file_updated();
create trigger storage_file_deleted after delete on tsumugi.storage_file
    referencing old table as former for each statement execute function tsumugi.storage_file_deleted();
create trigger file_content_inserted after insert on tsumugi.file_content
    referencing new table as present for each statement execute function tsumugi.file_content_inserted();
create trigger file_issue_inserted after insert on tsumugi.file_issue
    referencing new table as present for each statement execute function tsumugi.file_issue_inserted();
create trigger file_issue_deleted after delete on tsumugi.file_issue
    referencing old table as former for each statement execute function tsumugi.file_issue_deleted();

-- what is there already
insert into tsumugi.work_item (facility, patient, lane, due_at)
select facility, patient, tsumugi.lane_of(max(sort_time)), min(retry_at)
from tsumugi.storage_file where state = 'PENDING' and patient is not null
group by facility, patient
order by min(file_id);

insert into tsumugi.tally (facility, data_type, state, files, received_at)
select facility, coalesce(data_type, area), state, count(*), max(received_at) from tsumugi.storage_file group by 1, 2, 3;

insert into tsumugi.activity (facility, hour, files, bytes)
select f.facility, date_trunc('hour', c.received_at, 'UTC'), count(*), sum(c.size)
from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id
where f.area <> 'TRANSACTION'
group by 1, 2;

insert into tsumugi.issue_tally (facility, code, severity, files)
select facility, code, severity, count(distinct file_id) from tsumugi.file_issue group by 1, 2, 3;

-- the sums took its place
drop index tsumugi.file_issue_code;
-- a page of the files in one state comes from it; the types are in the sums
drop index tsumugi.storage_file_state;
create index storage_file_state on tsumugi.storage_file (facility, state, file_id);
-- the queue took its place
drop index tsumugi.storage_file_pending;
create index storage_file_pending_since on tsumugi.storage_file (facility, pending_since) where state = 'PENDING';
-- what the first start after an update still has to take up
create index storage_file_earlier on tsumugi.storage_file (file_id)
    where area = 'EXTENDED' and state = 'UNSUPPORTED' and storage_key is null;

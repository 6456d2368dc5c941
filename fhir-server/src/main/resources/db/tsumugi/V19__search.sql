-- Names that are searched, and what is to be brought into the search index. Everything here follows from the resources.

-- The vocabulary: every name that a record of a type bears or has borne.
create table tsumugi.search_name (
    -- 64 bits of a digest of type and folded name, as org.tsumugi.search.Name makes it
    name_key bigint primary key,
    resource_type text not null,
    -- the folded form, at most 1,000 characters
    folded text not null
);

-- Names that the index does not have yet. Rows are only added and taken away.
create table tsumugi.search_name_outbox (
    name_key bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Which names each record bears. Written with the record, so that searches for names are never behind.
create table tsumugi.named_record (
    name_key bigint not null,
    partition_id integer not null,
    res_id bigint not null,
    primary key (name_key, partition_id, res_id)
);

create index named_record_record on tsumugi.named_record (partition_id, res_id);

-- Patients of whom something that the index knows is new, other or gone. Rows are only added and taken away, never changed but for being
-- put off, so that no unit waits for who reads them. A patient may have several.
create table tsumugi.search_outbox (
    id bigint generated always as identity primary key,
    -- the Patient's logical id
    patient_id uuid not null,
    enqueued_at timestamptz not null,
    attempts integer not null default 0,
    due_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index search_outbox_due on tsumugi.search_outbox (due_at, id);
create index search_outbox_patient on tsumugi.search_outbox (patient_id);

-- In which documents of the index each Patient may be, as they were written or are being written.
create table tsumugi.search_document (
    patient_id uuid not null,
    document text not null,
    primary key (patient_id, document)
);

create index search_document_document on tsumugi.search_document (document);

-- Versions of documents: what is written later has a larger one.
create sequence tsumugi.search_version;

-- Rises each time before anything is written that questions see: who asks knows whether that was so meanwhile.
create sequence tsumugi.search_writing;

-- What this database's indices are called in a cluster. Made at the first start, never copied: two databases must not write one index.
create table tsumugi.search_installation (
    only_row boolean primary key default true check (only_row),
    name text not null,
    -- the cluster that holds them, and when a process last said so
    cluster text,
    cluster_seen_at timestamptz
);

-- The makings of the index that there are: one in force, and one that is being made.
create table tsumugi.search_generation (
    generation text primary key,
    -- what documents hold and mean; one of another form is made anew
    form integer not null,
    in_force boolean not null,
    -- of one that is being made: the last document that is written, and how many are
    reached text not null default '',
    written bigint not null default 0,
    expected bigint not null default 0,
    began_at timestamptz not null,
    completed_at timestamptz
);

create unique index search_generation_in_force on tsumugi.search_generation (in_force) where in_force;
create unique index search_generation_making on tsumugi.search_generation ((completed_at is null)) where completed_at is null;

-- How far the names of resources that were there before are written; null when all are.
create table tsumugi.search_backfill (
    only_row boolean primary key default true check (only_row),
    reached bigint,
    last bigint not null
);

insert into tsumugi.search_backfill (reached, last)
select case when max(res_id) is null then null else 0 end, coalesce(max(res_id), 0) from hfj_resource;

create function tsumugi.search_resource_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select distinct p.patient_id, now(), now() from present p where p.patient_id is not null;
    elsif tg_op = 'DELETE' then
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select distinct o.patient_id, now(), now() from former o where o.patient_id is not null;
    else
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select c.patient_id, now(), now() from (
            select p.patient_id from present p union select o.patient_id from former o) as c
        where c.patient_id is not null;
    end if;
    return null;
end
$$;

create trigger search_resource_inserted after insert on tsumugi.produced_resource
    referencing new table as present for each statement execute function tsumugi.search_resource_changed();
create trigger search_resource_updated after update on tsumugi.produced_resource
    referencing old table as former new table as present for each statement execute function tsumugi.search_resource_changed();
create trigger search_resource_deleted after delete on tsumugi.produced_resource
    referencing old table as former for each statement execute function tsumugi.search_resource_changed();

-- Whose record a Patient is decides in which document it is.
create function tsumugi.search_person_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select p.patient, now(), now() from present p;
    elsif tg_op = 'DELETE' then
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select o.patient, now(), now() from former o;
    else
        insert into tsumugi.search_outbox (patient_id, enqueued_at, due_at)
        select p.patient, now(), now()
        from (select patient, person from present except select patient, person from former) as p;
    end if;
    return null;
end
$$;

create trigger search_person_inserted after insert on tsumugi.person_record
    referencing new table as present for each statement execute function tsumugi.search_person_changed();
create trigger search_person_updated after update on tsumugi.person_record
    referencing old table as former new table as present for each statement execute function tsumugi.search_person_changed();
create trigger search_person_deleted after delete on tsumugi.person_record
    referencing old table as former for each statement execute function tsumugi.search_person_changed();

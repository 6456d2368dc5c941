-- What the master patient index is made of: what each facility says of each of its patients, written in the transaction that writes the
-- Patient, and what had better be looked at again. Everything here is a function of the set of files received.

-- Of each Patient that there is, what is evidence of who it is. The shape of the body is that of person.PersonEvidence.
create table tsumugi.person_source (
    -- the Patient's logical id
    patient_id uuid primary key,
    facility text not null,
    -- the patient number, as in storage_file
    patient text not null,
    body jsonb not null
);

create index person_source_patient on tsumugi.person_source (facility, patient);

-- The insurances that each ADT-00 file tells, also one that a later file took the place of: a number that was valid once still tells two
-- people apart. Not of files that were deleted, whose name was used twice, whose patient refused, or that cannot be mapped.
create table tsumugi.person_insurance (
    file_id bigint primary key references tsumugi.storage_file,
    patient_id uuid not null,
    facility text not null,
    sort_time text not null,
    sha256 bytea not null,
    -- which mapper read them; what another one read is read again when its storage key is looked at again
    mapping smallint not null,
    -- an array; the shape is that of person.Insurances
    body jsonb not null
);

create index person_insurance_patient on tsumugi.person_insurance (patient_id, sort_time, sha256);

-- That something said of a patient is new, other or gone. Rows are only added and taken away, never changed (as in work_item), so that no
-- unit waits for who reads them. A patient may have several.
create table tsumugi.person_outbox (
    id bigint generated always as identity primary key,
    patient_id uuid not null,
    facility text not null,
    enqueued_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index person_outbox_patient on tsumugi.person_outbox (patient_id);
create index person_outbox_facility on tsumugi.person_outbox (facility, id);

create function tsumugi.person_source_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select p.patient_id, p.facility, now() from present p;
    elsif tg_op = 'DELETE' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select o.patient_id, o.facility, now() from former o;
    else
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select p.patient_id, p.facility, now()
        from (select * from present except select * from former) as p;
    end if;
    return null;
end
$$;

-- Who read them is no content.
create function tsumugi.person_insurance_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select distinct p.patient_id, p.facility, now() from present p;
    elsif tg_op = 'DELETE' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select distinct o.patient_id, o.facility, now() from former o;
    else
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select distinct p.patient_id, p.facility, now()
        from (select file_id, patient_id, facility, sort_time, sha256, body from present
            except select file_id, patient_id, facility, sort_time, sha256, body from former) as p;
    end if;
    return null;
end
$$;

create trigger person_source_inserted after insert on tsumugi.person_source
    referencing new table as present for each statement execute function tsumugi.person_source_changed();
create trigger person_source_updated after update on tsumugi.person_source
    referencing old table as former new table as present for each statement execute function tsumugi.person_source_changed();
create trigger person_source_deleted after delete on tsumugi.person_source
    referencing old table as former for each statement execute function tsumugi.person_source_changed();
create trigger person_insurance_inserted after insert on tsumugi.person_insurance
    referencing new table as present for each statement execute function tsumugi.person_insurance_changed();
create trigger person_insurance_updated after update on tsumugi.person_insurance
    referencing old table as former new table as present for each statement execute function tsumugi.person_insurance_changed();
create trigger person_insurance_deleted after delete on tsumugi.person_insurance
    referencing old table as former for each statement execute function tsumugi.person_insurance_changed();

-- The record locator: what there is of whom, of which kind and of which days, answered from the index alone.
alter table tsumugi.produced_resource
    -- the logical id of the Patient whose it is; null for what is the whole facility's
    add column patient_id uuid,
    -- when what it tells happened or was ordered, as person.ClinicalDay says; null where it does not tell
    add column day date;

create index produced_resource_patient on tsumugi.produced_resource (patient_id, resource_type, day) where patient_id is not null;

-- The same as person.ClinicalDay, for what was written before there was that column.
create function tsumugi.clinical_day(resource_type text, body jsonb) returns date language sql immutable as $$
    select cast(case
            when said ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then left(said, 10)
            when said ~ '^[0-9]{4}-[0-9]{2}$' then said || '-01'
            when said ~ '^[0-9]{4}$' then said || '-01-01' end as date)
    from (select case
        when resource_type = 'Encounter' then coalesce(body #>> '{period,start}', body #>> '{period,end}')
        when resource_type = 'MedicationRequest' then body ->> 'authoredOn'
        when resource_type = 'NutritionOrder' then body ->> 'dateTime'
        when resource_type = 'ImagingStudy' then body ->> 'started'
        when resource_type in ('Observation', 'DiagnosticReport', 'MedicationAdministration') then coalesce(
            body ->> 'effectiveDateTime', body #>> '{effectivePeriod,start}', body #>> '{effectivePeriod,end}')
        when resource_type = 'Procedure' then coalesce(
            body ->> 'performedDateTime', body #>> '{performedPeriod,start}', body #>> '{performedPeriod,end}')
        when resource_type in ('Condition', 'AllergyIntolerance') then coalesce(
            body ->> 'onsetDateTime', body #>> '{onsetPeriod,start}', body #>> '{onsetPeriod,end}', body ->> 'recordedDate')
        when resource_type = 'ServiceRequest' then coalesce(body ->> 'authoredOn',
            body ->> 'occurrenceDateTime', body #>> '{occurrencePeriod,start}', body #>> '{occurrencePeriod,end}')
        when resource_type = 'Specimen' then coalesce(body #>> '{collection,collectedDateTime}',
            body #>> '{collection,collectedPeriod,start}', body #>> '{collection,collectedPeriod,end}', body ->> 'receivedTime')
        when resource_type = 'DocumentReference' then coalesce(
            body #>> '{context,period,start}', body #>> '{context,period,end}', body ->> 'date')
        end as said) as resource
$$;

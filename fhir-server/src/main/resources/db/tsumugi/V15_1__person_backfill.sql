-- What was received before there were the tables of V15. Nothing of it changes anything where they are complete.

-- The record locator: whose a group is says the Patient of the same number; the day stands in the resource.
update tsumugi.produced_resource r
set patient_id = known.patient_id, day = known.day
from (
    select p.resource_id, owner.resource_id as patient_id,
        tsumugi.clinical_day(p.resource_type, cast(v.res_text_vc as jsonb)) as day
    from tsumugi.produced_resource p
    join tsumugi.resource_group g on g.group_id = p.group_id
    join (
        select pg.facility, pg.patient, pp.resource_id
        from tsumugi.produced_resource pp join tsumugi.resource_group pg on pg.group_id = pp.group_id
        where pp.resource_type = 'Patient') as owner on owner.facility = g.facility and owner.patient = g.patient
    join tsumugi.facility f on f.code = g.facility
    left join hfj_resource h on h.partition_id = f.partition_id and h.res_type = p.resource_type
        and h.fhir_id = cast(p.resource_id as text) and h.res_deleted_at is null
    left join hfj_res_ver v on v.partition_id = h.partition_id and v.res_id = h.res_id and v.res_ver = h.res_ver) as known
where known.resource_id = r.resource_id and r.patient_id is null;

-- Patients and their insurances stand in the files, which only the mapper reads: of each Patient the file that it was made of, and of each
-- key of basic information one file (all of a key are looked at together), go back to work, behind everything else. The mark makes the
-- Patient anew even though its files say the same; what comes out the same is not written again.
select set_config('tsumugi.lane', '2', true);

with marked as (
    update tsumugi.resource_group g set marks = marks + 1
    where g.group_id in (select group_id from tsumugi.produced_resource where resource_type = 'Patient')
    returning g.group_id),
again as (
    select (select c.file_id from tsumugi.contributor c where c.group_id = m.group_id
        order by c.tier desc, c.sort_time desc, c.sha256 desc, c.file_id desc limit 1) as file_id
    from marked m
    union
    select max(file_id) from tsumugi.storage_file
    where data_type = 'ADT-00' and patient is not null and storage_key is not null
    group by facility, patient, storage_key)
update tsumugi.storage_file f
set state = 'PENDING', revision = f.revision + 1, pending_since = coalesce(f.pending_since, now()), retry_at = now()
where f.file_id in (select file_id from again);

select set_config('tsumugi.lane', '', true);

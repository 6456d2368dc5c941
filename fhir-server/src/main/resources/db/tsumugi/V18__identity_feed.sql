-- Messages of an identity feed (IHE PIXm ITI-104) are files of the journal. The rows there are fit the new check, so nobody looks at them.
alter table tsumugi.storage_file drop constraint storage_file_area_check;
alter table tsumugi.storage_file add constraint storage_file_area_check
    check (area in ('STANDARD', 'CONTRADICTORY', 'EXTENDED', 'TRANSACTION', 'IDENTITY_FEED')) not valid;

-- Whose record took the place of whose. Only the body of a patient who was replaced has the member.
create index person_source_replaced on tsumugi.person_source (facility, (body ->> 'replacedBy'))
    where body ->> 'replacedBy' is not null;

-- What one patient says of another is news of both: that a record is the one that is left stands in the others.
create or replace function tsumugi.person_source_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select p.patient_id, p.facility, now() from present p;
        if exists (select from present where body ->> 'replacedBy' is not null) then
            insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
            select distinct s.patient_id, s.facility, now()
            from present p join tsumugi.person_source s on s.facility = p.facility and s.patient = p.body ->> 'replacedBy';
        end if;
    elsif tg_op = 'DELETE' then
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select o.patient_id, o.facility, now() from former o;
        if exists (select from former where body ->> 'replacedBy' is not null) then
            insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
            select distinct s.patient_id, s.facility, now()
            from former o join tsumugi.person_source s on s.facility = o.facility and s.patient = o.body ->> 'replacedBy';
        end if;
    else
        insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
        select p.patient_id, p.facility, now()
        from (select * from present except select * from former) as p;
        if exists (select from present where body ->> 'replacedBy' is not null)
                or exists (select from former where body ->> 'replacedBy' is not null) then
            insert into tsumugi.person_outbox (patient_id, facility, enqueued_at)
            select distinct s.patient_id, s.facility, now()
            from ((select facility, patient, body ->> 'replacedBy' as number from present
                        except select facility, patient, body ->> 'replacedBy' from former)
                    union
                    (select facility, patient, body ->> 'replacedBy' from former
                        except select facility, patient, body ->> 'replacedBy' from present)) as r
                join tsumugi.person_source s on s.facility = r.facility and s.patient = r.number;
        end if;
    end if;
    return null;
end
$$;

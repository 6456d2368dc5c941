-- The IDs that persons were given and what was decided about them grow for ever: a backup takes what came since the one before.
alter table tsumugi.person_id add column changed_xid xid8 not null default pg_current_xact_id();
alter table tsumugi.person_decision add column changed_xid xid8 not null default pg_current_xact_id();

create index person_id_changed on tsumugi.person_id (changed_xid);
create index person_decision_changed on tsumugi.person_decision (changed_xid);

create trigger person_id_changed before update on tsumugi.person_id for each row execute function tsumugi.changed();

-- How many records are still divided by other rules than those in force is asked for all the time, and mostly none are.
create index person_record_rules on tsumugi.person_record (rules);

-- In which form names are compared, and up to which patient those records were taken up again that had another one: null when all were.
create table tsumugi.person_form (
    one boolean primary key default true check (one),
    form text not null,
    reached uuid
);

-- A patient of whom it cannot be decided who it is waits by itself.
alter table tsumugi.person_outbox
    add column attempts integer not null default 0,
    add column due_at timestamptz not null default now();

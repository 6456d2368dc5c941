-- Which store the hospitals' agents know. It is made with the database, so that one that was filled from a backup has another. An
-- agent that sees another than before sends everything again: what came after the backup the hospital alone still has.
create table tsumugi.store_epoch (
    one_row boolean primary key default true check (one_row),
    epoch uuid not null default gen_random_uuid()
);

insert into tsumugi.store_epoch default values;

-- What senders reported and operators did grows for ever: a backup takes what came since the one before.
alter table tsumugi.sender_summary add column changed_xid xid8 not null default pg_current_xact_id();
alter table tsumugi.operator_action add column changed_xid xid8 not null default pg_current_xact_id();

create index sender_summary_changed on tsumugi.sender_summary (changed_xid);
create index operator_action_changed on tsumugi.operator_action (changed_xid);

create trigger sender_summary_changed before update on tsumugi.sender_summary for each row execute function tsumugi.changed();

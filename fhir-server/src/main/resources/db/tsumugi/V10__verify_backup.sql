-- What a verification found. A receipt, a resource, a blob or a data type: never a patient or a path.
create table tsumugi.verify_finding (
    -- one verification, also when it was interrupted and went on
    run_id uuid not null,
    code text not null,
    facility text not null,
    subject text not null,
    found_at timestamptz not null,
    primary key (run_id, code, facility, subject)
);

create index verify_finding_found on tsumugi.verify_finding (found_at);

-- The transaction that last changed what a backup keeps of a row. A backup takes what began to be written after the oldest transaction
-- that ran at the backup before: numbers from a sequence would miss rows that committed late.
alter table tsumugi.storage_file add column changed_xid xid8 not null default pg_current_xact_id();
alter table tsumugi.file_content add column changed_xid xid8 not null default pg_current_xact_id();
alter table tsumugi.file_beginning add column changed_xid xid8 not null default pg_current_xact_id();

create index storage_file_changed on tsumugi.storage_file (changed_xid);
create index file_content_changed on tsumugi.file_content (changed_xid);
create index file_beginning_changed on tsumugi.file_beginning (changed_xid);

create function tsumugi.changed() returns trigger language plpgsql as $$
begin
    new.changed_xid = pg_current_xact_id();
    return new;
end
$$;

-- Not the state: it is made anew from the rest. Rows of the other tables never change.
create trigger storage_file_changed before update on tsumugi.storage_file for each row
    when ((old.flag, old.path, old.sha256, old.contents) is distinct from (new.flag, new.path, new.sha256, new.contents))
    execute function tsumugi.changed();

-- The backups that were made of this database. One that is not here is another database's, also where that is an older copy of this.
create table tsumugi.backup_run (
    backup_id uuid primary key,
    chain uuid not null,
    taken_at timestamptz not null
);

-- What this database was restored from.
create table tsumugi.restore_run (
    backup_id uuid primary key,
    restored_at timestamptz not null
);

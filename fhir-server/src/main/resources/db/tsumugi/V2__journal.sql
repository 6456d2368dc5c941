-- The journal: one row per received file identity, what became of it, and what was made from it.

create table tsumugi.storage_file (
    file_id bigint generated always as identity primary key,
    facility text not null,
    -- the name without the condition flag; the whole path where the name says nothing reliable
    identity text not null,
    receipt uuid not null unique,
    area text not null check (area in ('STANDARD', 'CONTRADICTORY', 'EXTENDED', 'TRANSACTION')),
    -- as received with the highest flag
    path text not null,
    -- 0 current, 1 past, 2 deleted: only rises
    flag smallint not null,
    patient text,
    storage_key text,
    data_type text,
    sort_time text,
    department text,
    -- the least of the contents received under this identity, so that it does not depend on their order
    sha256 bytea not null,
    contents integer not null default 1,
    received_at timestamptz not null,
    state text not null check (state in ('PENDING', 'MAPPED', 'UNSUPPORTED', 'QUARANTINED', 'SUPERSEDED')),
    pending_since timestamptz,
    retry_at timestamptz not null,
    attempts integer not null default 0,
    -- what was made of this revision could not be stored, several times
    rejected boolean not null default false,
    -- the flag in effect when its state was settled: a current file beside a later one is a past one
    role_flag smallint,
    -- rises with everything received for the identity: the pipeline settles a state only for the revision that it saw
    revision integer not null default 0,
    unique (facility, identity)
);

create index storage_file_state on tsumugi.storage_file (facility, state, data_type);
create index storage_file_key on tsumugi.storage_file (facility, patient, storage_key);
create index storage_file_pending on tsumugi.storage_file (file_id) include (facility, patient, retry_at)
    where state = 'PENDING';
create index storage_file_pending_patient on tsumugi.storage_file (facility, patient, file_id)
    where state = 'PENDING';

create table tsumugi.file_content (
    file_id bigint not null references tsumugi.storage_file,
    sha256 bytea not null,
    size bigint not null,
    received_at timestamptz not null,
    primary key (file_id, sha256)
);

create table tsumugi.file_issue (
    file_id bigint not null references tsumugi.storage_file,
    ordinal integer not null,
    facility text not null,
    code text not null,
    severity text not null,
    segment text,
    field text,
    detail text not null,
    primary key (file_id, ordinal)
);

create index file_issue_code on tsumugi.file_issue (facility, code, severity);

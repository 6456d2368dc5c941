-- What a facility signs in with, which of its patients it has on its refusal list, and what its senders report.

alter table tsumugi.facility add column suspended_at timestamptz;

create table tsumugi.facility_client (
    client_id text primary key,
    facility varchar(10) not null references tsumugi.facility (code),
    secret_hash text not null,
    created_at timestamptz not null,
    -- a client that was replaced works until then
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_on date
);

create index facility_client_facility on tsumugi.facility_client (facility);

-- Patients of a facility who refused registration: their files are kept and say nothing.
create table tsumugi.refusal (
    facility varchar(10) not null references tsumugi.facility (code),
    patient text not null,
    entered_at timestamptz not null,
    entered_by text not null,
    primary key (facility, patient)
);

-- rises with every change of the facility's list
create table tsumugi.refusal_list (
    facility varchar(10) primary key references tsumugi.facility (code),
    version bigint not null
);

-- The last word of each sending application. Codes and counts only.
create table tsumugi.sender_status (
    facility varchar(10) not null references tsumugi.facility (code),
    agent uuid not null,
    seen_at timestamptz not null,
    state text not null,
    detail jsonb not null,
    primary key (facility, agent)
);

-- What each of them did on a day, as it says itself. Codes and counts only.
create table tsumugi.sender_summary (
    facility varchar(10) not null references tsumugi.facility (code),
    agent uuid not null,
    day date not null,
    received_at timestamptz not null,
    body jsonb not null,
    primary key (facility, agent, day)
);

create index sender_summary_day on tsumugi.sender_summary (facility, day);

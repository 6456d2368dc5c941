-- What is expected of each facility, and what operators were told.

alter table tsumugi.facility add column name text;
-- null: as the settings say
alter table tsumugi.facility add column silent_after_hours integer check (silent_after_hours > 0);
alter table tsumugi.facility add column weekdays_only boolean not null default false;

create table tsumugi.alarm (
    alarm_id bigint generated always as identity primary key,
    -- a facility's code, or 'server'
    subject text not null,
    kind text not null,
    -- counts and codes
    detail text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    mailed boolean not null default false
);

create unique index alarm_open on tsumugi.alarm (subject, kind) where closed_at is null;
create index alarm_closed on tsumugi.alarm (closed_at);

create table tsumugi.mail_outbox (
    mail_id uuid primary key,
    -- what there may be only one of, whoever makes it
    occasion text not null unique,
    subject text not null,
    body text not null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null default 0,
    sent_at timestamptz,
    given_up_at timestamptz
);

create index mail_outbox_due on tsumugi.mail_outbox (due_at) where sent_at is null and given_up_at is null;

-- the last day's hours of all facilities are read at every look
create index activity_hour on tsumugi.activity (hour);

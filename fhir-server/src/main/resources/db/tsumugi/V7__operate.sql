-- What operators did, and the long-running work that they or the server itself asked for.

create table tsumugi.operator_action (
    action_id bigint generated always as identity primary key,
    at timestamptz not null,
    -- the client id of the token
    operator text not null,
    action text not null,
    -- a facility, a receipt, a job: never a patient or a path
    subject text not null,
    files bigint
);

create index operator_action_at on tsumugi.operator_action (at);

create table tsumugi.job (
    job_id uuid primary key,
    kind text not null,
    operator text not null,
    arguments jsonb not null,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    cancel_asked boolean not null default false,
    -- what the job reported last; a run that takes up an interrupted one begins there
    progress jsonb,
    result jsonb,
    -- the class of what went wrong; messages may quote data
    error text,
    -- how often a process began it: whoever holds an earlier number has lost it
    attempt integer not null default 0,
    created_at timestamptz not null,
    due_at timestamptz not null,
    started_at timestamptz,
    heartbeat_at timestamptz,
    ended_at timestamptz
);

create index job_open on tsumugi.job (kind, due_at) where state in ('WAITING', 'RUNNING');
create index job_created on tsumugi.job (created_at);

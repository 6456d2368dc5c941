-- The index of persons: which records of which facilities are one person's, why, and what people decided. Whoever runs this sets the
-- schema in which it is made.

-- The numbers that persons were given, in the order in which they were.
create table person_id (
    number bigint generated always as identity primary key,
    id text not null unique,
    -- names the person's Patient, and says nothing of the ID
    logical_id uuid not null unique default gen_random_uuid(),
    -- the record that has it, and through it the person whose record that is
    facility text not null,
    patient uuid not null,
    -- the record for which it was given out: another one has it only while this one is gone
    origin_facility text not null,
    origin uuid not null,
    issued_at timestamptz not null
);

create index person_id_patient on person_id (patient);
create index person_id_origin on person_id (origin);

-- Whose each record was before all of them are taken in anew: the person's ID is kept although its own record may come last.
create table person_expected (
    patient uuid primary key,
    person bigint not null references person_id
);

-- What each facility says of each patient, and whose record it is.
create table person_record (
    patient uuid primary key,
    facility text not null,
    -- null until it was decided, in the transaction that brings the record
    person bigint references person_id,
    body jsonb not null,
    -- the rules by which it was divided last
    rules text,
    -- the form of its keys
    form text not null,
    -- whether someone has looked for candidates since it changed
    suggested boolean not null default false
);

create index person_record_person on person_record (person) include (patient, facility);
create index person_record_unsuggested on person_record (patient) where not suggested;

-- Numbers that link, as digests: those of others do not show.
create table person_key (
    key uuid not null,
    birth_day integer not null,
    patient uuid not null references person_record on delete cascade,
    facility text not null,
    primary key (key, birth_day, patient)
) with (fillfactor = 90);

create index person_key_patient on person_key (patient);

-- What records that may be one person's are likely to share. Two things under one digest only make one more candidate.
create table person_candidate_key (
    key bigint not null,
    patient uuid not null references person_record on delete cascade,
    primary key (key, patient)
);

create index person_candidate_key_patient on person_candidate_key (patient);

-- What people have decided about pairs, as far as it is in force.
create table person_judgement (
    low_facility text not null,
    low uuid not null,
    high_facility text not null,
    high uuid not null,
    same boolean not null,
    primary key (low, high)
);

create index person_judgement_high on person_judgement (high);

-- What the rules cannot decide.
create table person_doubt (
    doubt uuid primary key,
    kind text not null,
    rung text not null,
    body jsonb not null,
    opened_at timestamptz not null,
    closed_at timestamptz
);

create index person_doubt_open on person_doubt (opened_at) where closed_at is null;

create table person_doubt_record (
    doubt uuid not null references person_doubt,
    patient uuid not null,
    primary key (doubt, patient)
);

create index person_doubt_record_patient on person_doubt_record (patient);

-- Whom else each record may be, for people to decide.
create table person_candidate (
    patient uuid not null references person_record on delete cascade,
    other uuid not null references person_record on delete cascade,
    weight double precision not null,
    probability double precision not null,
    model text not null,
    found_at timestamptz not null,
    primary key (patient, other)
);

create index person_candidate_other on person_candidate (other);
create index person_candidate_weight on person_candidate (weight desc, patient, other);

-- Versions of the rules, and which of them is in force.
create table person_rules (
    version text primary key,
    body text not null,
    -- the last time; null while it never was in force
    activated_at timestamptz,
    activated_by text,
    reason text,
    current boolean not null
);

create unique index person_rules_current on person_rules (current) where current;

-- Versions of what the score has learned, and which of them is used.
create table person_model (
    version text primary key,
    body text not null,
    -- the last time; null while it was never used
    activated_at timestamptz,
    activated_by text,
    -- what it was learned from: counts
    figures text,
    current boolean not null
);

create unique index person_model_current on person_model (current) where current;

-- Whenever a person's records became others: what, why, by which rules. Rows are only added.
create table person_decision (
    decision bigint generated always as identity primary key,
    decided_at timestamptz not null,
    person bigint not null,
    before text[] not null,
    after text[] not null,
    links jsonb not null,
    partings jsonb not null,
    rules text not null,
    cause text not null,
    actor text not null,
    reason text not null
);

create index person_decision_person on person_decision (person, decision);

create function person_decision_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'decisions are kept as they were made';
end
$$;

create trigger person_decision_is_kept before update or delete or truncate on person_decision
    for each statement execute function person_decision_is_kept();

-- People who decide about persons, what they looked at and what they decided; and when which rules came into force.

-- What a reviewer signs in with. A name is given once and stays, so that a decision always says whose it is.
create table tsumugi.reviewer (
    name text primary key,
    secret_hash text not null,
    -- rises when the secret is replaced: tokens of an earlier one end with it
    generation integer not null default 1,
    added_at timestamptz not null,
    renewed_at timestamptz,
    revoked_at timestamptz,
    last_used_on date
);

-- What reviewers looked at and did. A subject is a record's or a person's name in the network or a number of a row, never what is said of
-- them.
create table tsumugi.review_action (
    action_id bigint generated always as identity primary key,
    at timestamptz not null,
    reviewer text not null,
    action text not null,
    subject text not null,
    -- a backup takes what came since the one before
    changed_xid xid8 not null default pg_current_xact_id()
);

create index review_action_at on tsumugi.review_action (at);
create index review_action_changed on tsumugi.review_action (changed_xid);

-- What reviewers said about pairs of records, one after the other. What is in force follows from it and is in person_judgement.
create table tsumugi.person_review (
    review bigint generated always as identity primary key,
    at timestamptz not null,
    reviewer text not null,
    -- DECIDED is in force at once, PROPOSED waits for a second reviewer
    act text not null check (act in ('DECIDED', 'PROPOSED', 'CONFIRMED', 'REJECTED')),
    verdict text not null check (verdict in ('SAME', 'APART', 'WITHDRAW')),
    low_facility text not null,
    low uuid not null,
    high_facility text not null,
    high uuid not null,
    -- what is confirmed or rejected
    proposal bigint references tsumugi.person_review,
    reason text not null,
    -- how the two records compared when it was said: agreement by field, score, model, rules; nothing of what the records say
    shown jsonb not null,
    -- of what was said at once, of a record and all the others of a person, the first row; null in that one, and where it was said of one pair
    part_of bigint references tsumugi.person_review,
    -- a backup takes what came since the one before
    changed_xid xid8 not null default pg_current_xact_id(),
    check ((act in ('CONFIRMED', 'REJECTED')) = (proposal is not null))
);

create unique index person_review_answer on tsumugi.person_review (proposal) where proposal is not null;
create index person_review_proposed on tsumugi.person_review (review) where act = 'PROPOSED';
create index person_review_part on tsumugi.person_review (part_of) where part_of is not null;
create index person_review_changed on tsumugi.person_review (changed_xid);
create index person_review_low on tsumugi.person_review (low);
create index person_review_high on tsumugi.person_review (high);

create table tsumugi.person_rules_activation (
    activation bigint generated always as identity primary key,
    at timestamptz not null,
    version text not null references tsumugi.person_rules,
    operator text not null,
    reason text not null,
    -- a backup takes what came since the one before
    changed_xid xid8 not null default pg_current_xact_id()
);

create function tsumugi.person_review_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'what was done is kept as it was done';
end
$$;

create trigger person_review_is_kept before update or delete or truncate on tsumugi.person_review
    for each statement execute function tsumugi.person_review_is_kept();
create trigger review_action_is_kept before update or delete or truncate on tsumugi.review_action
    for each statement execute function tsumugi.person_review_is_kept();
create trigger person_rules_activation_is_kept before update or delete or truncate on tsumugi.person_rules_activation
    for each statement execute function tsumugi.person_review_is_kept();

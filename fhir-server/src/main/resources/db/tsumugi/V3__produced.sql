-- What files contribute to, and the resources that were made of it. No content: that is in the raw store and in FHIR.

create table tsumugi.contributor (
    group_id uuid not null,
    tier integer not null,
    sort_time text not null,
    sha256 bytea not null,
    file_id bigint not null references tsumugi.storage_file,
    sustains boolean not null,
    -- digest of the contribution where it is complete resources; null where only a merge of all contributions makes them
    digest bytea,
    -- in the order in which contributions are merged, so that the last one is found at once
    primary key (group_id, tier, sort_time, sha256, file_id)
);

create index contributor_file on tsumugi.contributor (file_id);
create index contributor_partial on tsumugi.contributor (group_id) where digest is null;

create table tsumugi.resource_group (
    group_id uuid primary key,
    facility text not null,
    -- null for what files of any patient contribute to
    patient text,
    -- digest of the contribution that the present resources were made of, where one contribution wins as a whole
    digest bytea,
    -- rises when a target of one of its references came or went; the resources are up to date when both are equal
    marks integer not null default 0,
    merged_marks integer not null default 0
);

create table tsumugi.produced_resource (
    resource_id uuid primary key,
    resource_type text not null,
    group_id uuid not null,
    digest bytea not null
);

create index produced_resource_group on tsumugi.produced_resource (group_id);

-- Every reference of the resources of a group, also those that could not be written for want of a target.
create table tsumugi.produced_reference (
    group_id uuid not null,
    target_id uuid not null,
    primary key (group_id, target_id)
);

create index produced_reference_target on tsumugi.produced_reference (target_id);

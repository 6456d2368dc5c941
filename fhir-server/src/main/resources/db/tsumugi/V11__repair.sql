-- Which of several contents under one name an operator chose. The choice holds for the set of contents that it was made from: when
-- another comes, the name counts as reused again.
alter table tsumugi.storage_file
    add column chosen_sha256 bytea,
    -- digest of that set
    add column chosen_contents bytea;

-- What a file says by its contents and the choice among them. As text digests, contents that differ in line ends only are one.
create function tsumugi.contents_digest(file bigint) returns bytea language sql stable as $$
    select sha256(string_agg(text_sha256, ''::bytea order by text_sha256))
    from (select distinct c.text_sha256 from tsumugi.file_whole_content c where c.file_id = file) as contents
$$;

-- A backup keeps the choice, too.
drop trigger storage_file_changed on tsumugi.storage_file;
create trigger storage_file_changed before update on tsumugi.storage_file for each row
    when ((old.flag, old.path, old.sha256, old.contents, old.chosen_sha256, old.chosen_contents)
        is distinct from (new.flag, new.path, new.sha256, new.contents, new.chosen_sha256, new.chosen_contents))
    execute function tsumugi.changed();

-- What waits for an operator, in the order in which it came.
create index storage_file_quarantined on tsumugi.storage_file (file_id) where state = 'QUARANTINED';

-- Which mapper, with which settings, made of a file what there is of it. 0 is one from before this was written down.
create table tsumugi.mapping_version (
    version_id smallint generated always as identity primary key,
    mapper text not null,
    settings text not null,
    -- when a server last started with it: the latest one is in force
    used_since timestamptz not null,
    unique (mapper, settings)
);

create view tsumugi.mapping_in_force as
select version_id, mapper, settings from tsumugi.mapping_version order by used_since desc, version_id desc limit 1;

alter table tsumugi.storage_file add column mapping smallint not null default 0;

-- Of the files that say something: those that another one than the one in force was at work on lie at both ends.
create index storage_file_mapping on tsumugi.storage_file (mapping, facility)
    where patient is not null and state in ('MAPPED', 'UNSUPPORTED', 'QUARANTINED');

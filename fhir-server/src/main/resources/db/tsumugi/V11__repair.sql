-- Which of several contents under one name an operator chose. The choice holds for the set of contents that it was made from: when
-- another comes, the name counts as reused again.
alter table tsumugi.storage_file
    add column chosen_sha256 bytea,
    -- digest of that set
    add column chosen_contents bytea;

-- What a file says by its contents and the choice among them. As text digests, contents that differ in line ends only are one.
create function tsumugi.contents_digest(file bigint) returns bytea language sql stable as $$
    select sha256(string_agg(text, ''::bytea order by text))
    from (select distinct coalesce(c.text_sha256, c.sha256) as text
        from tsumugi.file_content c where c.file_id = file and not c.beginning) as contents
$$;

-- What waits for an operator, in the order in which it came.
create index storage_file_quarantined on tsumugi.storage_file (file_id) where state = 'QUARANTINED';

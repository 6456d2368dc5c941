-- What there was of a record when its transaction file was received half-written. It may be among the contents of the file, sooner
-- or later; it is kept, and says nothing.
create table tsumugi.file_beginning (
    file_id bigint not null references tsumugi.storage_file,
    text_sha256 bytea not null,
    primary key (file_id, text_sha256)
);

create view tsumugi.file_whole_content as
select c.file_id, c.sha256, coalesce(c.text_sha256, c.sha256) as text_sha256
from tsumugi.file_content c
where not exists (
    select from tsumugi.file_beginning b
    where b.file_id = c.file_id and b.text_sha256 = coalesce(c.text_sha256, c.sha256)
);

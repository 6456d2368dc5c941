-- Transaction storage: which file of the journal came out of which TR file. Both keep their own bytes.

create table tsumugi.transaction_record (
    file_id bigint not null references tsumugi.storage_file,
    transaction_file_id bigint not null references tsumugi.storage_file,
    primary key (file_id, transaction_file_id)
);

create index transaction_record_file on tsumugi.transaction_record (transaction_file_id);

create index storage_file_transaction on tsumugi.storage_file (file_id)
    where state = 'PENDING' and area = 'TRANSACTION';

-- Digest of the content without the line ends behind its last line: contents that differ in nothing else say the same. Null where
-- it is the digest of the content.
alter table tsumugi.file_content add column text_sha256 bytea;

-- files of this kind were only kept so far
delete from tsumugi.file_issue i using tsumugi.storage_file f
where f.file_id = i.file_id and f.area = 'TRANSACTION' and f.state = 'UNSUPPORTED';

update tsumugi.storage_file set state = 'PENDING', pending_since = received_at, retry_at = received_at
where area = 'TRANSACTION' and state = 'UNSUPPORTED';

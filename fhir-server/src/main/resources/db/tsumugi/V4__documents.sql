-- Which content each attachment of a DocumentReference names: GET Binary/{binary_id} streams it from the raw store.

create table tsumugi.document_file (
    file_id bigint primary key references tsumugi.storage_file,
    binary_id uuid not null,
    document_id uuid not null,
    sha256 bytea not null
);

create index document_file_binary on tsumugi.document_file (binary_id);

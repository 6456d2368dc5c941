-- What was there of a record when its transaction file was received half-written. It is kept, and says nothing.
alter table tsumugi.file_content add column beginning boolean not null default false;

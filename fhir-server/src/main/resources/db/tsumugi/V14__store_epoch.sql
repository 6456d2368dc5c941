-- Which store the hospitals' agents know. It is made with the database, so that one that was filled from a backup has another. An
-- agent that sees another than before sends everything again: what came after the backup the hospital alone still has.
create table tsumugi.store_epoch (
    one_row boolean primary key default true check (one_row),
    epoch uuid not null default gen_random_uuid()
);

insert into tsumugi.store_epoch default values;

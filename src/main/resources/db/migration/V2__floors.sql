-- The other three places where state lives. work: what deciding needs. views: what only pages need.
-- doors: working memory and secrets. Registers and views can be rebuilt from the ledger, doors cannot.

create schema work;
create schema views;
create schema doors;
grant usage on schema work, views, doors to answerable_app, answerable_rebuild;
grant usage on schema doors to answerable_sequencer;

-- Commands that were done, so that a form posted twice is one act. Kept for seven days.
create table doors.command (
    id       uuid        primary key,
    chain_id uuid        not null,
    request  text        not null,
    result   text        not null,
    at       timestamptz not null default clock_timestamp()
);
create index command_at on doors.command (at);          -- the daily sweep reads the oldest
grant select, insert, delete on doors.command to answerable_app;
grant select on doors.command to answerable_rebuild;

-- How far each follower has read.
create table doors.cursor (
    name text   primary key,
    idx  bigint not null
);
grant select, insert, update on doors.cursor to answerable_app;
grant select, insert, update, delete on doors.cursor to answerable_rebuild;

-- Hashes of passwords and codes, tokens, keys: apart from everything else and never in the ledger.
create table doors.secret (
    sort   text  not null,
    holder text  not null,
    value  text  not null,
    primary key (sort, holder)
);
grant select, insert, update, delete on doors.secret to answerable_app;

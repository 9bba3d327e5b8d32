-- Who answers: people, teams, the company and its faces. Registers: rebuilt from the ledger row for row.
-- A text column was taken from a part of the entry whose seq stands beside it; it is null once that part is erased.

create table work.people (
    chain_id   uuid        primary key,
    joined_seq bigint      not null,
    name       text,
    shown      text,
    address    text        check (address = lower(address)),
    role       text        not null,
    tongue     text        not null,
    zone       text        not null,
    hours      text,
    away_from  timestamptz,
    away_until timestamptz,
    locked     boolean     not null
);
comment on column work.people.shown is 'What customers read.';
comment on column work.people.hours is 'Seven days from Monday, in minutes of the local day; null: when the team works.';
-- Signing in finds a person by it, and nobody has another's.
create unique index people_address on work.people (address);

create table work.teams (
    chain_id    uuid   primary key,
    founded_seq bigint not null,
    name        text,
    lead_id     uuid   not null,
    zone        text   not null,
    region      text   not null,
    hours       text   not null,
    giving      text   not null
);
comment on column work.teams.lead_id is 'The duty lead; never null, because a team has one from its first moment.';

create table work.team_members (
    chain_id  uuid not null,
    person_id uuid not null,
    primary key (chain_id, person_id)
);
-- Each request asks which teams somebody is in.
create index team_members_person on work.team_members (person_id);

create table work.company (
    chain_id uuid        primary key,
    name     text,
    zone     text,
    desk     text,
    live_at  timestamptz
);

create table work.brands (
    chain_id uuid not null,
    brand_id uuid primary key,
    name     text,
    domain   text
);

create table work.mailboxes (
    chain_id   uuid not null,
    mailbox_id uuid primary key,
    brand_id   uuid not null,
    team_id    uuid not null,
    address    text check (address = lower(address))
);
-- A mail's recipient finds its mailbox by it.
create unique index mailboxes_address on work.mailboxes (address);

create constraint trigger guarded after insert or update or delete on work.people
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.teams
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.team_members
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.company
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.brands
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.mailboxes
    deferrable initially deferred for each row execute function ledger.guard();

grant select, insert, update, delete
   on work.people, work.teams, work.team_members, work.company, work.brands, work.mailboxes
   to answerable_app, answerable_rebuild;

-- Those who ask, and how they can be reached.

create table work.customers (
    chain_id uuid        primary key,
    tongue   text        not null,
    zone     text,
    name     text,
    name_seq bigint      not null,
    met_at   timestamptz not null
);

create table work.addresses (
    chain_id    uuid   not null,
    seq         bigint not null,
    address     text   check (address = lower(address)),
    primary key (chain_id, seq)
);
-- One address, one customer: two mails from somebody new at once make one.
create unique index addresses_address on work.addresses (address);

create constraint trigger guarded after insert or update or delete on work.customers
    deferrable initially deferred for each row execute function ledger.guard();
create constraint trigger guarded after insert or update or delete on work.addresses
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.customers, work.addresses to answerable_app, answerable_rebuild;

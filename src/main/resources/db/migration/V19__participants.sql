-- Who takes part in a case beside its customer, and who was offered and may be added.

create table work.participants (
    chain_id   uuid   not null,
    party_id   uuid   not null,
    seq        bigint not null,              -- of the entry whose parts name and address are
    name       text,
    address    text,
    tongue     text   not null,
    message_id uuid   not null,              -- the newest by which they were offered or added
    since_seq  bigint,                       -- they see what follows this entry; null until somebody adds them
    until_seq  bigint,                       -- and nothing after this one
    primary key (chain_id, party_id),
    check (until_seq is null or since_seq < until_seq)
);
create constraint trigger guarded after insert or update or delete on work.participants
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.participants to answerable_app, answerable_rebuild;

-- To which party a letter goes where that is not the customer; each has a token of their own.
alter table doors.outgoing add column party_id uuid;

-- What came by a token from somebody else than its recipient: few among all, and somebody must see each.
create index messages_unverified on views.messages (at) where trust = 'unverified';

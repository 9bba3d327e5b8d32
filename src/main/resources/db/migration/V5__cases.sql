-- Cases, what is owed in them, and what was said. One row, one chain.

-- The number people see. It may have gaps and opens nothing.
create sequence work.case_number start 1001;
grant usage on sequence work.case_number to answerable_app;

create table work.commitments (
    id            uuid        primary key,
    chain_id      uuid        not null,
    kind          text        not null,
    debtor_sort   text        not null,
    debtor_id     uuid        not null,
    creditor_sort text        not null,
    creditor_id   uuid        not null,
    given_at      timestamptz not null,
    due_at        timestamptz not null,
    zone          text        not null,
    acts_at       timestamptz,
    follows       uuid,
    ending        text check (ending in ('kept', 'renegotiated', 'released', 'broken')),
    ended_at      timestamptz,
    evidence      uuid,
    replaced_by   uuid,
    corrected_at  timestamptz,
    check ((ending is null) = (ended_at is null))
) with (fillfactor = 70);
-- The clock's schedule.
create index commitments_stirring on work.commitments (least(due_at, acts_at)) where ended_at is null;
-- Today: what one person owes, in the order it is due.
create index commitments_owed on work.commitments (debtor_id, due_at) where ended_at is null;
create index commitments_of on work.commitments (chain_id);
create constraint trigger guarded after insert or update or delete on work.commitments
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.commitments to answerable_app, answerable_rebuild;

-- How a commitment stands for every reader now, whether or not anybody has recorded it yet.
create function work.standing(due_at timestamptz, ending text) returns text
    language sql stable parallel safe
    return case
               when ending is not null then ending
               when due_at <= ledger.now() then 'broken'
               else 'open'
           end;
revoke all on function work.standing(timestamptz, text) from public;
grant execute on function work.standing(timestamptz, text) to answerable_app, answerable_rebuild;

create table work.cases (
    chain_id         uuid        primary key,
    number           bigint      not null unique,
    team_id          uuid        not null,
    brand_id         uuid        not null,
    owner_id         uuid        not null,
    taken            boolean     not null,
    channel          text        not null,
    party_id         uuid        not null,
    opened_at        timestamptz not null,
    target_at        timestamptz not null,
    stage            text        not null,
    outcome          text,
    ended_at         timestamptz,
    subject          text,
    subject_seq      bigint      not null,
    preview          text        not null,
    preview_seq      bigint      not null,
    newest_message   uuid,
    next_id          uuid,
    next_kind        text,
    next_due_at      timestamptz,
    told_at          timestamptz,
    answered_at      timestamptz,
    heard_at         timestamptz not null,
    step_at          timestamptz not null,
    complaint        boolean     not null,
    chases           int         not null,
    version          bigint      not null,
    last_entry_hash  bytea       not null,
    check ((outcome is null) = (stage <> 'closed'))
) with (fillfactor = 70);
create index cases_owned on work.cases (owner_id, opened_at) where outcome is null;
create index cases_of_team on work.cases (team_id, opened_at) where outcome is null;
create index cases_untaken on work.cases (team_id, opened_at) where outcome is null and not taken;
create index cases_told on work.cases (told_at);        -- how many were told within the hour
create constraint trigger guarded after insert or update or delete on work.cases
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.cases to answerable_app, answerable_rebuild;

-- Which customer a party of a case is; the link goes when the part goes.
create table work.parties (
    chain_id    uuid   not null,
    party_id    uuid   not null,
    seq         bigint not null,
    customer_id uuid,
    name        text,
    address     text,
    primary key (chain_id, party_id)
);
create index parties_customer on work.parties (customer_id);
create index parties_address on work.parties (lower(address));
create constraint trigger guarded after insert or update or delete on work.parties
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.parties to answerable_app, answerable_rebuild;

-- What was said, as lists show it; the words themselves are in the ledger.
create table views.messages (
    chain_id   uuid        not null,
    seq        bigint      not null,
    id         uuid        not null,
    sort       text        not null,
    author_id  uuid,
    at         timestamptz not null,
    channel    text        not null,
    trust      text,
    machine    boolean     not null,
    asks       boolean     not null,
    mail_id    uuid,
    files      int         not null,
    preview    text        not null,
    mark       text,
    failed     boolean     not null,
    primary key (chain_id, seq)
);
create unique index messages_id on views.messages (id);
create constraint trigger guarded after insert or update or delete on views.messages
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on views.messages to answerable_app, answerable_rebuild;

-- First answers by team and working day, in classes of working time: what pace is counted from.
-- A tally: a follower counts it over many chains, so the guard does not look at it.
create table work.pace (
    team_id uuid   not null,
    day     date   not null,
    class   int    not null,
    answers bigint not null,
    primary key (team_id, day, class)
);
grant select, insert, update, delete on work.pace to answerable_app, answerable_rebuild;

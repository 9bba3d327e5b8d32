-- Mail on its way out: one row for each recipient of each entry that is a letter. The words are in the
-- ledger; here is only whether they were sent. Lost rows are put back as 'uncertain', never sent anew.

create table doors.outgoing (
    id          uuid        primary key,
    chain_id    uuid        not null,
    seq         bigint      not null,
    recipient   text        not null,
    message_id  uuid        not null,          -- what it is a letter of, as the case names it
    state       text        not null check (state in
        ('queued', 'claimed', 'data_started', 'accepted', 'deferred', 'failed', 'uncertain', 'shown', 'quiet')),
    lease       uuid,
    lease_until timestamptz,
    tries       int         not null default 0,
    next_at     timestamptz not null,
    why         text,
    made_at     timestamptz not null,
    ended_at    timestamptz,
    unique (chain_id, seq, recipient)
) with (fillfactor = 70);
create index outgoing_waiting on doors.outgoing (next_at) where state in ('queued', 'deferred');
create index outgoing_claimed on doors.outgoing (lease_until) where state in ('claimed', 'data_started');
create index outgoing_made on doors.outgoing (made_at);
create index outgoing_trouble on doors.outgoing (made_at) where state in ('failed', 'uncertain');
grant select, insert, update, delete on doors.outgoing to answerable_app;
grant select on doors.outgoing to answerable_rebuild;

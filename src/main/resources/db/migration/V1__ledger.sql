-- The ledger: written once, never changed. docs/ledger.md says how anyone can check it.
-- The role that runs this owns everything here and runs migrations only. The desk connects as
-- answerable_app, answerable_sequencer and answerable_rebuild, which exist before this runs.

create schema ledger;

create table ledger.chain (
    chain_id     uuid     primary key,
    kind         text     not null check (kind ~ '^[a-z0-9_]{1,40}$'),
    head_seq     bigint   not null default 0 check (head_seq >= 0),
    head_hash    bytea    not null default decode(repeat('00', 32), 'hex') check (octet_length(head_hash) = 32),
    head_time_us bigint   not null default 0,
    lock_me      smallint not null default 0
) with (fillfactor = 70);                        -- the head moves with each entry: leave room to move it in place
comment on table ledger.chain is 'One row for each thing that is decided about; the only row a command locks.';
comment on column ledger.chain.lock_me is 'Never written. FOR UPDATE needs the right to update some column.';

create table ledger.entry (
    chain_id    uuid   not null references ledger.chain,
    seq         bigint not null check (seq >= 1),
    prev_hash   bytea  not null check (octet_length(prev_hash) = 32),
    entry_hash  bytea  not null check (entry_hash = sha256('\x00'::bytea || header)),
    header      bytea  not null check (octet_length(header) <= 65536),
    type        text   not null,
    actor       uuid   not null,
    recorded_us bigint not null,
    xid         xid8   not null default pg_current_xact_id(),
    primary key (chain_id, seq)
);
comment on column ledger.entry.header is 'The very bytes that were hashed. Decode them; never rebuild them from the columns.';
comment on column ledger.entry.recorded_us is 'Microseconds since 1970, UTC: when it was recorded.';

create table ledger.part (
    chain_id   uuid   not null,
    seq        bigint not null,
    name       text   not null,
    media_type text   not null,
    seal       bytea  not null check (octet_length(seal) = 32),
    salt       bytea  check (octet_length(salt) = 32),
    data       bytea  check (octet_length(data) <= 65536),
    subject_id uuid,
    blob_id    uuid,
    erased_by  bytea  check (octet_length(erased_by) = 32),
    primary key (chain_id, seq, name),
    foreign key (chain_id, seq) references ledger.entry,
    check ((salt is null) = (data is null)),
    check ((erased_by is null) = (salt is not null))
);
-- Everything about one person is found for erasure without reading the whole table.
create index part_subject on ledger.part (subject_id) where subject_id is not null;
-- A blob may only go when no part names it any more; this makes that question cheap.
create index part_blob on ledger.part (blob_id) where blob_id is not null;

create table ledger.blob (
    blob_id uuid  not null,
    piece   int   not null check (piece >= 0),
    data    bytea not null check (octet_length(data) <= 262144),
    primary key (blob_id, piece)
);
-- Mail and pictures are compressed already, or are read by piece: trying again costs more than it saves.
alter table ledger.blob alter column data set storage external;

create table ledger.pending (
    chain_id uuid   not null,
    seq      bigint not null,
    primary key (chain_id, seq)
);
comment on table ledger.pending is 'Entries that have no leaf yet. A row is visible or not yet committed, so none is ever skipped.';

create table ledger.leaf (
    idx      bigint primary key check (idx >= 0),
    chain_id uuid   not null,
    seq      bigint not null,
    unique (chain_id, seq)
);

create table ledger.state (
    one       int     primary key default 1 check (one = 1),
    ledger_id uuid    not null,
    next_idx  bigint  not null check (next_idx >= 0),
    epoch     int     not null check (epoch >= 1),
    edge      bytea[] not null check (cardinality(edge) <= 64)
);
comment on column ledger.state.edge is 'The hashes of the complete subtrees at the right edge, largest first: one for each bit set in next_idx.';
insert into ledger.state (one, ledger_id, next_idx, epoch, edge) values (1, gen_random_uuid(), 0, 1, '{}');

create table ledger.checkpoint (
    epoch      int         not null,
    tree_size  bigint      not null,
    root       bytea       not null check (octet_length(root) = 32),
    note       text        not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (epoch, tree_size)
);

-- Told time, for tests and for the maker of the demo. Only the owner writes it, and it is gone when the doors open.
create table ledger.told (
    one int         primary key default 1 check (one = 1),
    at  timestamptz not null
);

-- Stable although a clock moves: within one statement there is one now.
create function ledger.now() returns timestamptz
    language sql stable parallel safe
    return coalesce((select at from ledger.told), clock_timestamp());

-- Written once ------------------------------------------------------------------------------------

create function ledger.refuse() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'ledger.% is written once; % is refused. Append a correcting fact instead.', tg_table_name, lower(tg_op)
        using errcode = 'restrict_violation';
end $$;

create trigger written_once before update or delete or truncate on ledger.entry
    for each statement execute function ledger.refuse();
create trigger written_once before update or delete or truncate on ledger.leaf
    for each statement execute function ledger.refuse();
create trigger written_once before update or delete or truncate on ledger.checkpoint
    for each statement execute function ledger.refuse();
create trigger written_once before delete or truncate on ledger.part
    for each statement execute function ledger.refuse();
create trigger written_once before update or truncate on ledger.blob
    for each statement execute function ledger.refuse();
create trigger written_once before delete or truncate on ledger.chain
    for each statement execute function ledger.refuse();
create trigger written_once before delete or truncate on ledger.state
    for each statement execute function ledger.refuse();
create trigger written_once before update or truncate on ledger.pending
    for each statement execute function ledger.refuse();
create trigger head_moves_by_one before update on ledger.chain
    for each row when (new.chain_id <> old.chain_id or new.kind <> old.kind
                       or new.head_seq not in (old.head_seq, old.head_seq + 1))
    execute function ledger.refuse();

-- A new entry moves the head of its chain, or is refused. So wrong code cannot write a broken link.
-- After the row, not before: what another trigger or a conflict keeps out must not move the head.
create function ledger.link() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if substring(new.header from 1 for 19) is distinct from 'answerable/entry/1\012'::bytea
       or substring(new.header from 36 for 64) is distinct from
          uuid_send(new.chain_id) || int8send(new.seq) || new.prev_hash || int8send(new.recorded_us)
    then
        raise exception 'Entry % of chain % is not what its header says.', new.seq, new.chain_id
            using errcode = 'check_violation';
    end if;
    if new.xid <> pg_current_xact_id() then
        raise exception 'Entry % of chain % names another transaction.', new.seq, new.chain_id
            using errcode = 'check_violation';
    end if;
    update ledger.chain
       set head_seq = new.seq, head_hash = new.entry_hash, head_time_us = new.recorded_us
     where chain_id = new.chain_id
       and head_seq = new.seq - 1
       and head_hash = new.prev_hash
       and head_time_us < new.recorded_us;
    if not found then
        raise exception 'Entry % does not follow the head of chain %: seq, hash or time is wrong.', new.seq, new.chain_id
            using errcode = 'check_violation';
    end if;
    insert into ledger.pending (chain_id, seq) values (new.chain_id, new.seq);
    return null;
end $$;
create trigger link after insert on ledger.entry
    for each row execute function ledger.link();

-- Erasing -----------------------------------------------------------------------------------------

-- The value of one field of a stored header, or null. Reads the bytes themselves (format 1).
create function ledger.field(header bytea, wanted text) returns text
    language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    at    int := 99;                             -- counted from 0: type begins here
    count int;
    size  int;
    key   bytea;
begin
    at := at + 2 + (get_byte(header, at) << 8) + get_byte(header, at + 1);          -- type
    at := at + 1 + 16;                                                              -- actor
    at := at + 2 + (get_byte(header, at) << 8) + get_byte(header, at + 1);          -- via
    count := (get_byte(header, at) << 8) + get_byte(header, at + 1);
    at := at + 2;
    for _ in 1 .. count loop
        size := (get_byte(header, at) << 8) + get_byte(header, at + 1);
        key := substring(header from at + 3 for size);
        at := at + 2 + size;
        size := (get_byte(header, at) << 8) + get_byte(header, at + 1);
        if key = convert_to(wanted, 'UTF8') then
            return convert_from(substring(header from at + 3 for size), 'UTF8');
        end if;
        at := at + 2 + size;
    end loop;
    return null;
end $$;

-- Only an erasure of the same chain and the same transaction that lists the part may empty it, and only all at once.
-- An entry that has a leaf was committed before, whatever transaction a restored row names.
create function ledger.erased() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if (new.chain_id, new.seq, new.name, new.media_type, new.seal)
           is distinct from (old.chain_id, old.seq, old.name, old.media_type, old.seal)
       or num_nonnulls(new.salt, new.data, new.subject_id, new.blob_id) > 0
       or old.erased_by is not null
       or not exists (select
                        from ledger.entry e
                       where e.chain_id = old.chain_id
                         and e.seq > old.seq
                         and e.type = 'erasure.executed'
                         and e.xid = pg_current_xact_id()
                         and e.entry_hash = new.erased_by
                         and old.seq || ':' || old.name = any (string_to_array(ledger.field(e.header, 'targets'), ','))
                         and not exists (select from ledger.leaf l where l.chain_id = e.chain_id and l.seq = e.seq))
    then
        raise exception 'Part % of entry % of chain % can only be emptied by an erasure that lists it. Append a correcting fact instead.',
            old.name, old.seq, old.chain_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger erased before update on ledger.part
    for each row execute function ledger.erased();

create function ledger.unnamed() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from ledger.part p where p.blob_id = old.blob_id) then
        raise exception 'Blob % is written once; delete is refused. Append a correcting fact instead.', old.blob_id
            using errcode = 'restrict_violation';
    end if;
    return old;
end $$;
create trigger unnamed before delete on ledger.blob
    for each row execute function ledger.unnamed();

-- Empties the parts that one erasing entry of this transaction lists, and deletes their blobs.
-- A part that an earlier erasure emptied stays as it is. Returns how many were emptied now.
create function ledger.erase(chain uuid, erasing bigint) returns int
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    by_hash bytea;
    listed  text[];
    missing text;
    blobs   uuid[];
    emptied int;
begin
    select e.entry_hash, string_to_array(ledger.field(e.header, 'targets'), ',')
      into by_hash, listed
      from ledger.entry e
     where e.chain_id = chain and e.seq = erasing and e.type = 'erasure.executed' and e.xid = pg_current_xact_id();
    if by_hash is null or listed is null then
        raise exception 'Entry % of chain % is no erasure of this transaction that lists its targets.', erasing, chain
            using errcode = 'restrict_violation';
    end if;
    select t into missing
      from unnest(listed) t
     where not exists (select from ledger.part p
                        where p.chain_id = chain
                          and p.seq = split_part(t, ':', 1)::bigint
                          and p.name = substring(t from position(':' in t) + 1))
     limit 1;
    if missing is not null then
        raise exception 'Chain % has no part % to erase.', chain, missing using errcode = 'no_data_found';
    end if;
    select coalesce(array_agg(p.blob_id), '{}')
      into blobs
      from ledger.part p
     where p.chain_id = chain and p.seq || ':' || p.name = any (listed) and p.blob_id is not null;
    update ledger.part p
       set salt = null, data = null, subject_id = null, blob_id = null, erased_by = by_hash
     where p.chain_id = chain and p.seq || ':' || p.name = any (listed) and p.erased_by is null;
    get diagnostics emptied = row_count;
    delete from ledger.blob b where b.blob_id = any (blobs);
    return emptied;
end $$;

-- No change without an entry ----------------------------------------------------------------------

-- For each register and each view:
--   create constraint trigger guarded after insert or update or delete on work.cases
--       deferrable initially deferred for each row execute function ledger.guard();           -- chain_id
--   … execute function ledger.guard('case_chain');                                            -- another column
-- At commit the newest entry of the row's chain must be of this very transaction. An entry that has a leaf was committed
-- before: after a restore, whose rows name transactions of another cluster, every leaf is thus below the floor.
create function ledger.guard() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    named  text := coalesce(tg_argv[0], 'chain_id');
    was    uuid;
    is_now uuid;
begin
    if session_user = 'answerable_rebuild' then
        return null;
    end if;
    if named = 'chain_id' then
        if tg_op <> 'INSERT' then was := old.chain_id; end if;
        if tg_op <> 'DELETE' then is_now := new.chain_id; end if;
    else
        if tg_op <> 'INSERT' then execute format('select ($1).%I', named) into was using old; end if;
        if tg_op <> 'DELETE' then execute format('select ($1).%I', named) into is_now using new; end if;
    end if;
    if tg_op <> 'INSERT' then
        perform ledger.answered(tg_table_schema, tg_table_name, was);
    end if;
    if tg_op <> 'DELETE' and (tg_op = 'INSERT' or is_now is distinct from was) then
        perform ledger.answered(tg_table_schema, tg_table_name, is_now);
    end if;
    return null;
end $$;

create function ledger.answered(in_schema text, in_table text, chain uuid) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    newest record;
begin
    select e.seq, e.xid into newest
      from ledger.entry e
     where e.chain_id = chain
     order by e.seq desc
     limit 1;
    if newest.xid is distinct from pg_current_xact_id()
       or exists (select from ledger.leaf l where l.chain_id = chain and l.seq = newest.seq)
    then
        raise exception 'A row of %.% changed without an entry in chain %.', in_schema, in_table, chain
            using errcode = 'restrict_violation',
                  hint = 'Decide through the desk: it appends the fact and changes the row in one transaction.';
    end if;
end $$;

-- Who may do what ---------------------------------------------------------------------------------

revoke all on all functions in schema ledger from public;
grant usage on schema ledger to answerable_app, answerable_sequencer, answerable_rebuild;
grant select on all tables in schema ledger to answerable_app, answerable_sequencer, answerable_rebuild;
grant execute on function ledger.now(), ledger.field(bytea, text), ledger.answered(text, text, uuid)
    to answerable_app, answerable_sequencer, answerable_rebuild;

-- By column: no one but the erasing function says that a part is erased, and no one says which transaction an entry is of.
grant insert (chain_id, kind), update (lock_me) on ledger.chain to answerable_app;
grant insert (chain_id, seq, prev_hash, entry_hash, header, type, actor, recorded_us) on ledger.entry to answerable_app;
grant insert (chain_id, seq, name, media_type, seal, salt, data, subject_id, blob_id) on ledger.part to answerable_app;
grant insert on ledger.blob to answerable_app;
grant execute on function ledger.erase(uuid, bigint) to answerable_app;

grant delete on ledger.pending to answerable_sequencer;
grant insert on ledger.leaf, ledger.checkpoint to answerable_sequencer;
grant update (next_idx, epoch, edge) on ledger.state to answerable_sequencer;

grant update (lock_me) on ledger.chain to answerable_rebuild;

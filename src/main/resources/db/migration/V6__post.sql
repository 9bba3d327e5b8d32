-- Every mail that came in: kept first, then filed, held in the tray, or known to be a repetition.

create table work.mails (
    chain_id    uuid        primary key,
    way         text        not null,
    mailbox_id  uuid,
    size        bigint      not null,
    received_at timestamptz not null,
    name        text        unique,              -- of its file in the spool: taken in twice is one mail
    digest      text,                            -- of envelope, Message-ID and content, for the same mail sent again
    state       text        not null check (state in ('kept', 'filed', 'held', 'set_aside')),
    hold        text,
    tries       int         not null,
    repeats     int         not null,
    case_id     uuid,
    message_id  uuid,
    readable    boolean     not null,
    sender      text,
    subject     text,
    preview     text,
    shown_seq   bigint      not null,
    sender_key  text,                            -- the address that sent it, for the brake on storms
    last_entry_hash bytea   not null
) with (fillfactor = 70);
create index mails_digest on work.mails (digest, received_at);
create index mails_kept on work.mails (received_at) where state = 'kept';
create index mails_held on work.mails (received_at) where state = 'held';
create index mails_case on work.mails (case_id) where case_id is not null;
create index mails_sender on work.mails (sender_key, received_at) where sender_key is not null;
create constraint trigger guarded after insert or update or delete on work.mails
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.mails to answerable_app, answerable_rebuild;

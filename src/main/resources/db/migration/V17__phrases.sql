-- Phrases that administrators taught the desk beside its own rules; a register, rebuilt from the chain of the settings.
create table work.phrases (
    chain_id  uuid        not null,
    phrase_id uuid        primary key,
    tongue    text        not null,
    meaning   text,
    phrase    text,
    added_at  timestamptz not null,
    added_by  uuid        not null
);
create constraint trigger guarded after insert or update or delete on work.phrases
    deferrable initially deferred for each row execute function ledger.guard();
grant select, insert, update, delete on work.phrases to answerable_app, answerable_rebuild;

-- The newest messages of a sort, to try a phrase on them.
create index messages_newest on views.messages (sort, at desc);

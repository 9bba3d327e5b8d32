-- Today and "my cases" show what ended lately: without this they read every case there ever was.
create index cases_ended on work.cases (owner_id, ended_at desc) where ended_at is not null;

-- The number beside "Tray" is on every page. One index for both states that wait: of two, each for one state,
-- a question for either could use none.
create index mails_waiting on work.mails (state, received_at) where state in ('held', 'kept');
drop index work.mails_held;
drop index work.mails_kept;

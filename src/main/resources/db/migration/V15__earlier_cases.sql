-- The case that a customer wrote in when it had ended too long ago to go on.
alter table work.cases add column earlier_id uuid;
create index cases_later on work.cases (earlier_id) where earlier_id is not null;

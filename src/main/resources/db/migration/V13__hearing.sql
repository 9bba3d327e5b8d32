-- What the desk reads in a customer's words.

-- Words of danger to which none of us has answered: nothing automatic is said in such a case.
alter table work.cases add column danger boolean not null default false;
create index cases_danger on work.cases (team_id, opened_at) where danger;

-- Each new case asks how many of its team wait for a first answer; among all that are open they are few.
create index cases_unanswered on work.cases (team_id) where outcome is null and answered_at is null;

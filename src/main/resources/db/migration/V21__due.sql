-- What falls due soon, of everybody: those who could help see it on Today. The index of what the desk itself has to do
-- holds every acknowledgement and reminder that waits as well, which are many more.
create index commitments_due on work.commitments (due_at) where ended_at is null;

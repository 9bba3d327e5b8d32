-- How many replies in a row told of no step: the second makes a case stuck.
alter table work.cases add column empties int not null default 0;

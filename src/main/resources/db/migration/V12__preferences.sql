-- How somebody likes their pages. Working memory: losing it means choosing again.
create table doors.preference (
    person uuid not null,
    name   text not null,
    value  text not null,
    primary key (person, name)
);
comment on table doors.preference is 'Only what somebody chose; nothing that was found out about them.';
grant select, insert, update, delete on doors.preference to answerable_app;

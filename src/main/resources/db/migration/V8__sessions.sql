-- Who is signed in, who tries to, who is invited. Working memory: losing it means signing in again.

-- As Spring Session wants it. Attributes hold plain text only.
create table doors.session (
    primary_id            char(36)     primary key,
    session_id            char(36)     not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
create unique index session_id on doors.session (session_id);
create index session_expiry on doors.session (expiry_time);       -- the sweep reads the oldest
create index session_principal on doors.session (principal_name); -- a new password ends the others

create table doors.session_attributes (
    session_primary_id char(36)     not null references doors.session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on doors.session, doors.session_attributes to answerable_app;

-- How often something was tried within a while. Keys are hashes: what was typed may be anything.
create table doors.tries (
    key   text        primary key,
    began timestamptz not null,
    n     int         not null
);
create index tries_began on doors.tries (began);                  -- the sweep reads the oldest
grant select, insert, update, delete on doors.tries to answerable_app;

-- Links with which a person sets a password once.
create table doors.invitation (
    token   text        primary key,
    person  uuid        not null,
    expires timestamptz not null
);
comment on column doors.invitation.token is 'SHA-256 of the link, in hex; the link itself is nowhere.';
create index invitation_expires on doors.invitation (expires);
create index invitation_person on doors.invitation (person);      -- a new link ends the one before
grant select, insert, update, delete on doors.invitation to answerable_app;

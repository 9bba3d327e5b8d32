-- Work that comes back at set times, on whichever node is free: db-scheduler's own table, with its
-- names and types.
create table doors.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on doors.scheduled_tasks (execution_time);           -- what is due, each few seconds
create index scheduled_tasks_alive on doors.scheduled_tasks (last_heartbeat);         -- what a dead node left behind
grant select, insert, update, delete on doors.scheduled_tasks to answerable_app;

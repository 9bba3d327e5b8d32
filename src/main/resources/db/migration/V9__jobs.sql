-- db-scheduler's one table, as its documentation gives it; which node does what now and then.
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
create index scheduled_tasks_execution on doors.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on doors.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on doors.scheduled_tasks to answerable_app;

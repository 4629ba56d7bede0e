-- A function of the events.
create table schedule (
    schedule_id          text primary key,
    workspace_id         text        not null,
    sealed_name          bytea       not null,
    sealed_task          bytea       not null,
    timing               text        not null,
    policy               text        not null,
    enabled              boolean     not null,
    deleted              boolean     not null,
    paused_code          text,
    sealed_paused_reason bytea,
    paused_at            timestamptz,
    next_nominal_at      timestamptz,
    next_due_at          timestamptz,
    version              bigint      not null,
    created_by           text        not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null
);
create index schedule_of_workspace on schedule (workspace_id, created_at desc, schedule_id desc);

-- Work: when each schedule is to be told that it is time.
create table schedule_wake (
    schedule_id text primary key,
    due_at      timestamptz not null,
    taken_until timestamptz
);
create index schedule_wake_due on schedule_wake (due_at);

-- A run has a route and its delivery, or a schedule and, mostly, a nominal instant.
alter table run
    alter column delivery_id drop not null,
    alter column route_id drop not null,
    add column schedule_id text,
    add column schedule_seq bigint,
    add column nominal_at timestamptz,
    add column fired_at timestamptz,
    add column reason_ref text;
update run set fired_at = decided_at where outcome = 'fired';
create index run_of_schedule on run (schedule_id, decided_at desc, run_id desc);
create index run_of_instant on run (schedule_id, nominal_at);

alter table run_wait alter column delivery_id drop not null;

-- A function of the events.
create table hold (
    hold_id       text primary key,
    scope         text        not null,
    scope_id      text,
    what          text[]      not null,
    sealed_reason bytea,
    until_at      timestamptz,
    placed_at     timestamptz not null,
    placed_by     text        not null,
    lifted_at     timestamptz,
    lifted_by     text
);
create index hold_standing on hold (placed_at) where lifted_at is null;

-- Runs that wait for another one, until they start or are dropped.
create index run_waiting on run (schedule_id) where outcome = 'buffered' and fired_at is null and resolved_at is null;

-- How often a route may start something.
alter table route add column rate_limit integer;
alter table route add column rate_per text;
alter table route add column debounce text;

-- Work: runs of routes with a rate that were let through, as long as they count.
create table route_permit (
    route_id text        not null,
    run_id   text        not null,
    at       timestamptz not null,
    primary key (route_id, run_id)
);

-- Work: runs that wait until nothing more of their kind comes.
create table run_delay (
    run_id       text primary key,
    delivery_id  text        not null,
    workspace_id text        not null,
    key          text        not null,
    since        timestamptz not null,
    first_at     timestamptz not null,
    due_at       timestamptz not null,
    taken_until  timestamptz
);
create index run_delay_due on run_delay (due_at);
create index run_delay_key on run_delay (key, since, run_id);

-- What is to be forgotten next.
create index delivery_kept on delivery (received_at) where not erased;

-- A function of the events.
create table subscription (
    subscription_id text primary key,
    sealed_url      bytea       not null,
    vouched         boolean     not null,
    sees_all        boolean     not null,
    events          text[]      not null,
    workspace_ids   text[]      not null,
    secret_ids      text[]      not null,
    enabled         boolean     not null,
    paused_code     text,
    paused_at       timestamptz,
    version         bigint      not null,
    owner           text        not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index subscription_newest on subscription (created_at desc, subscription_id desc);

-- Not made from events: secrets are in none. Sealed with the key of their subscription.
create table subscription_secret (
    secret_id       text primary key,
    subscription_id text        not null,
    sealed          bytea       not null,
    added_at        timestamptz not null,
    added_by        text        not null
);
create index subscription_secret_of on subscription_secret (subscription_id);

-- Work: facts that are to be sent, until they were taken or given up; the body holds ids, times and outcomes.
create table outbound_message (
    message_id      text primary key,
    subscription_id text        not null,
    event_id        text        not null,
    type            text        not null,
    body            text        not null,
    depth           integer     not null,
    status          text        not null,
    attempts        integer     not null,
    due_at          timestamptz not null,
    taken_until     timestamptz,
    kept_at         timestamptz not null
);
create index outbound_message_due on outbound_message (due_at) where status = 'waiting';
create index outbound_message_of on outbound_message (subscription_id) where status = 'waiting';
create index outbound_message_age on outbound_message (kept_at);

create table outbound_attempt (
    attempt_id      text primary key,
    subscription_id text        not null,
    message_id      text        not null,
    event_id        text        not null,
    event_type      text        not null,
    number          integer     not null,
    at              timestamptz not null,
    duration_ms     bigint      not null,
    outcome         text        not null,
    status          integer,
    error           text,
    next_at         timestamptz
);
create index outbound_attempt_of on outbound_attempt (subscription_id, at desc, attempt_id desc);
create index outbound_attempt_age on outbound_attempt (at);

create table outbound_health (
    subscription_id text primary key,
    failures        integer     not null,
    failing_since   timestamptz not null
);

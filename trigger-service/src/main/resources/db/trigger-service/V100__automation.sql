-- Read models: functions of the events.

create table connector (
    connector_id text primary key,
    kind         text        not null,
    name         text        not null,
    sources      text[]      not null,
    types        text[]      not null,
    enabled      boolean     not null,
    version      bigint      not null,
    owner        text        not null,
    created_by   text        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index connector_newest on connector (created_at desc, connector_id desc);

create table route (
    route_id     text primary key,
    connector_id text        not null,
    workspace_id text        not null,
    name         text        not null,
    filter       text        not null,
    prompt       text        not null,
    on_busy      text        not null,
    enabled      boolean     not null,
    deleted      boolean     not null,
    version      bigint      not null,
    created_by   text        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index route_of_connector on route (connector_id, created_at desc, route_id desc);
create index route_of_workspace on route (workspace_id);

-- Columns from event_id to subject are content: empty once the delivery is erased.
create table delivery (
    delivery_id    text primary key,
    connector_id   text        not null,
    status         text        not null,
    received_at    timestamptz not null,
    event_id       text,
    source         text,
    type           text,
    subject        text,
    media_type     text,
    size           bigint      not null,
    digest         text        not null,
    conflicts_with text,
    failure        text,
    erased         boolean     not null
);
create index delivery_of_connector on delivery (connector_id, received_at desc, delivery_id desc);

create table delivery_route (
    delivery_id   text    not null,
    position      integer not null,
    route_id      text    not null,
    route_version bigint  not null,
    verdict       text    not null,
    run_id        text,
    primary key (delivery_id, position)
);

create table run (
    run_id         text primary key,
    delivery_id    text        not null,
    route_id       text        not null,
    workspace_id   text        not null,
    outcome        text        not null,
    reason_code    text        not null,
    reason_text    text        not null,
    decided_at     timestamptz not null,
    correlation_id text        not null,
    depth          integer     not null,
    on_busy        text,
    session_id     text,
    opened_at      timestamptz,
    resolved_at    timestamptz,
    resolution     text,
    resolution_code text,
    turn_id        text,
    cost_usd       text
);
create index run_of_workspace on run (workspace_id, decided_at desc, run_id desc);
create index run_newest on run (decided_at desc, run_id desc);
create index run_of_delivery on run (delivery_id);

-- Work: runs that session-service has not answered yet, and when to ask about them.
create table run_wait (
    run_id      text primary key,
    delivery_id text        not null,
    due_at      timestamptz not null
);
create index run_wait_due on run_wait (due_at);

-- What others told us.

create table workspace_access (
    workspace_id text primary key,
    slug         text        not null,
    owner        text        not null,
    visibility   text        not null,
    deleted      boolean     not null,
    as_of        timestamptz not null
);
create index workspace_access_slug on workspace_access (slug);

create table workspace_grant (
    workspace_id text not null references workspace_access on delete cascade,
    principal    text not null,
    role         text not null,
    primary key (workspace_id, principal)
);

-- Records of the inbound topic that no connector took, kept for 24 hours; the record itself stays in the topic.
create table unclaimed_record (
    topic         text        not null,
    partition     integer     not null,
    record_offset bigint      not null,
    event_id      text        not null,
    source        text        not null,
    type          text        not null,
    size          bigint      not null,
    heard_at      timestamptz not null,
    primary key (topic, partition, record_offset)
);
create index unclaimed_record_age on unclaimed_record (heard_at);

-- Records that were sent on to the dead letter topic.
create table dead_record (
    topic         text        not null,
    partition     integer     not null,
    record_offset bigint      not null,
    reason        text        not null,
    heard_at      timestamptz not null,
    primary key (topic, partition, record_offset)
);

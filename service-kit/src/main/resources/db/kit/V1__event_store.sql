-- The event store of one service. Append only: a migration never edits an event, it is upcast on read.
create table domain_event (
    global_index         bigint generated always as identity primary key,
    event_identifier     text        not null unique,
    aggregate_identifier text        not null,
    sequence_number      bigint      not null,
    type                 text        not null,
    time_stamp           text        not null,
    payload_type         text        not null,
    payload_revision     text        not null,
    payload              bytea       not null,
    meta_data            bytea       not null,
    -- The public id (evt_…); two events can't share one, whatever a repeat tries.
    public_id            text        not null unique,
    unique (aggregate_identifier, sequence_number)
);

create table snapshot_event (
    event_identifier     text   not null,
    aggregate_identifier text   not null,
    sequence_number      bigint not null,
    type                 text   not null,
    time_stamp           text   not null,
    payload_type         text   not null,
    payload_revision     text   not null,
    payload              bytea  not null,
    meta_data            bytea  not null,
    primary key (aggregate_identifier, sequence_number)
);

create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);

-- One key per scope; a destroyed key leaves its row, so that it is never minted again.
create table data_key (
    scope        text primary key,
    wrapped      bytea,
    destroyed_at timestamptz
);

-- Answers kept for repeated requests, for 24 hours; the body is sealed.
create table idempotency (
    principal   text        not null,
    path        text        not null,
    key         text        not null,
    body_sha256 text        not null,
    begun_at    timestamptz not null,
    lease_until timestamptz not null,
    status      integer,
    location    text,
    etag        text,
    content_type text,
    body        bytea,
    primary key (principal, path, key)
);
create index idempotency_age on idempotency (begun_at);

-- Facts of other services that could not be read; kept until somebody looks.
create table parked_record (
    topic      text        not null,
    partition  integer     not null,
    record_offset bigint   not null,
    reason     text        not null,
    parked_at  timestamptz not null,
    primary key (topic, partition, record_offset)
);

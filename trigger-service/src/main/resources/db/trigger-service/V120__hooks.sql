-- Webhooks: how their senders prove themselves; empty for other kinds of connectors.
alter table connector add column scheme text;
alter table connector add column allow_unsigned boolean not null default false;
alter table connector add column signature_header text;
alter table connector add column signature_prefix text;
alter table connector add column signature_encoding text;
alter table connector add column secret_ids text[] not null default '{}';

-- How the delivery proved itself; null: by the rules of the broker.
alter table delivery add column scheme text;

-- Not made from events: secrets are in none. Sealed with the key of their connector.
create table connector_secret (
    secret_id       text primary key,
    connector_id    text        not null,
    sealed          bytea       not null,
    added_at        timestamptz not null,
    added_by        text        not null,
    last_matched_at timestamptz
);
create index connector_secret_of on connector_secret (connector_id);

-- Deliveries without an id of their provider are recognised by their content, for a while.
create table hook_seen (
    connector_id text        not null,
    digest       text        not null,
    delivery_id  text        not null,
    expires_at   timestamptz not null,
    primary key (connector_id, digest)
);
create index hook_seen_expiry on hook_seen (expires_at);

-- Refused requests, without their bodies. One row may stand for several of the same connector.
create table hook_rejection (
    rejection_id text primary key,
    connector_id text        not null,
    at           timestamptz not null,
    address      text        not null,
    method       text        not null,
    reason       text        not null,
    header_names text[]      not null,
    size         bigint      not null,
    count        bigint      not null
);
create index hook_rejection_of on hook_rejection (connector_id, at desc, rejection_id desc);

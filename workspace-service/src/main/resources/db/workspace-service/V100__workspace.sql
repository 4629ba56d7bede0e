-- The Workspace's own row; inline.
create table workspace_row (
    workspace_id   text primary key,
    principal_id   text        not null,
    -- Null once erased, so that another Workspace may take it.
    slug           text unique,
    name           text,
    description    text,
    tags           text[]      not null,
    owner          text        not null,
    created_by     text        not null,
    created_at     timestamptz not null,
    status         text        not null,
    status_reason  text,
    desired        text        not null,
    generation     bigint      not null,
    tier           text,
    enforced       text[],
    not_enforced   text[],
    engine         text,
    version        bigint      not null,
    config_version bigint      not null,
    updated_at     timestamptz not null,
    last_seq       bigint      not null
);
create index workspace_row_newest on workspace_row (created_at desc, workspace_id desc);

-- Where each configuration version stands in the stream; the document itself stays sealed there. Inline.
create table configuration_version (
    workspace_id  text        not null,
    version       bigint      not null,
    seq           bigint      not null,
    at            timestamptz not null,
    actor_type    text        not null,
    actor_id      text        not null,
    primary key (workspace_id, version)
);

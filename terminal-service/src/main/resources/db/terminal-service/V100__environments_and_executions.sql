-- Read model: where the Environment of a Workspace stands; a function of its events.
create table environment (
    workspace_id   text primary key,
    status         text   not null,
    generation     bigint not null,
    tier           text,
    enforced       text[],
    not_enforced   text[],
    failure_code   text,
    failure_reason text,
    changed_at     timestamptz not null,
    last_seq       bigint not null
);

-- Who may see which Workspace; kept from facts, and asked for where it is missing.
create table workspace_access (
    workspace_id text primary key,
    slug         text    not null,
    principal_id text    not null,
    owner        text    not null,
    visibility   text    not null,
    grants       jsonb   not null,
    deleted      boolean not null
);
create index workspace_access_slug on workspace_access (slug);

-- The node that holds the files and processes of an Environment.
create table environment_owner (
    workspace_id text primary key,
    node         text        not null,
    generation   bigint      not null,
    lease_until  timestamptz not null
);

-- One user of the host per Workspace, where the server is root.
create table workspace_user (
    workspace_id text primary key,
    number       integer generated always as identity
);

-- The newest turn of a Session that was heard of; older ones may not run tools.
create table session_fence (
    session_id   text primary key,
    workspace_id text   not null,
    generation   bigint not null
);

-- Every tool that was started; written before it starts and after it ended. What it was and said is sealed.
create table tool_execution (
    id              text primary key,
    workspace_id    text        not null,
    session_id      text        not null,
    turn_generation bigint      not null,
    tool_use_id     text        not null,
    node            text        not null,
    tool            text        not null,
    input_sha256    text        not null,
    actor_type      text        not null,
    actor_id        text        not null,
    state           text        not null,
    sealed_input    bytea       not null,
    sealed_outcome  bytea,
    outcome         text,
    exit_code       integer,
    signal          text,
    started_at      timestamptz not null,
    duration_ms     bigint,
    output_bytes    bigint,
    output_sha256   text,
    unique (session_id, tool_use_id)
);
create index tool_execution_of_workspace on tool_execution (workspace_id, id desc);
create index tool_execution_running on tool_execution (node) where state = 'running';
create index tool_execution_output on tool_execution (workspace_id, output_sha256) where output_sha256 is not null;

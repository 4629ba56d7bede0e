-- The Session's own row; written in the append.
create table session_overview (
    session_id      text        primary key,
    workspace_id    text        not null,
    title           text,
    metadata        jsonb       not null default '{}',
    origin_type     text        not null,
    origin_id       text,
    run_id          text,
    config_version  integer,
    created_at      timestamptz not null,
    created_by      text        not null,
    updated_at      timestamptz not null,
    last_seq        bigint      not null,
    generation      bigint      not null default 0,
    -- The turn that has not ended, and whether it waits for a person.
    turn_id         text,
    suspended       boolean     not null default false,
    interrupted     boolean     not null default false,
    paused          boolean     not null default false,
    stop_reason     text,
    queue_length    integer     not null default 0,
    pending         integer     not null default 0,
    input_tokens    bigint      not null default 0,
    output_tokens   bigint      not null default 0,
    cost_usd        numeric,
    tool_calls      bigint      not null default 0,
    archived_at     timestamptz,
    deleted_at      timestamptz,
    erased_at       timestamptz
);
create index session_overview_of_workspace on session_overview (workspace_id, session_id desc);
create index session_overview_of_run on session_overview (run_id) where run_id is not null;

create table queued_message (
    message_id   text        primary key,
    session_id   text        not null,
    place        bigint      not null,
    steering     boolean     not null,
    run_id       text,
    accepted_at  timestamptz not null
);
create index queued_message_of_session on queued_message (session_id, place);

-- When the turn that took a message began.
create table processed_message (
    message_id   text        primary key,
    session_id   text        not null,
    turn_id      text        not null,
    processed_at timestamptz not null
);
create index processed_message_of_session on processed_message (session_id);

create table turn_summary (
    turn_id        text        primary key,
    session_id     text        not null,
    workspace_id   text        not null,
    status         text        not null,
    message_ids    text        not null,
    config_version integer     not null,
    run_id         text,
    started_seq    bigint      not null,
    started_at     timestamptz not null,
    ended_seq      bigint,
    ended_at       timestamptz,
    stop_reason    text,
    take_overs     integer     not null default 0,
    last_take_over_seq bigint  not null default 0,
    input_tokens   bigint,
    output_tokens  bigint,
    cost_usd       numeric,
    tool_calls     bigint
);
create index turn_summary_of_session on turn_summary (session_id, started_seq desc);
create index turn_summary_of_run on turn_summary (run_id) where run_id is not null;

-- What waits, or waited, for a person. The input stays in the log.
create table approval (
    approval_id  text        primary key,
    session_id   text        not null,
    workspace_id text        not null,
    turn_id      text        not null,
    tool_use_id  text        not null unique,
    status       text        not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    decided_at   timestamptz,
    decided_by   text,
    -- The event with the decision; its reason stays in the log.
    decision_id  text,
    result       text
);
create index approval_pending on approval (expires_at) where status = 'pending';
create index approval_of_session on approval (session_id);

-- What is to be run. The event decides, the row only schedules; lease times are the database's.
create table turn (
    session_id   text        primary key,
    workspace_id text        not null,
    state        text        not null,
    ready_at     timestamptz not null,
    generation   bigint      not null,
    turn_id      text,
    interrupted  boolean     not null,
    owner        text,
    lease_until  timestamptz,
    not_before   timestamptz,
    attempts     integer     not null default 0,
    waiting_for  text
);
create index turn_runnable on turn (workspace_id, ready_at) where state in ('ready', 'running');
create index turn_leased on turn (workspace_id) where lease_until is not null;

-- How many turns a Workspace may run at once, as its newest configuration says, and when it was served last.
create table workspace_slot (
    workspace_id     text        primary key,
    concurrent_turns integer     not null default 4,
    queued_turns     integer     not null default 100,
    last_served_at   timestamptz
);

-- Who may see and change a Workspace: told by workspace-service, or asked for when first needed.
create table workspace_access (
    workspace_id text    primary key,
    slug         text    not null,
    principal_id text    not null,
    owner        text    not null,
    visibility   text    not null,
    grants       jsonb   not null,
    deleted      boolean not null
);
create index workspace_access_slug on workspace_access (slug);

-- Read model: every terminal that was ever opened; a function of its events.
create table terminal (
    id           text primary key,
    workspace_id text        not null,
    execution_id text        not null,
    generation   bigint      not null,
    node         text        not null,
    status       text        not null,
    columns      integer     not null,
    rows         integer     not null,
    actor_type   text        not null,
    actor_id     text        not null,
    opened_at    timestamptz not null,
    exit_code    integer,
    signal       text,
    reason       text,
    bytes        bigint,
    ended_at     timestamptz,
    last_seq     bigint      not null
);
create index terminal_of_workspace on terminal (workspace_id, id desc);
create index terminal_running on terminal (node) where status = 'running';

-- Permissions to attach once; gone when used. Any node may be asked, hence here and not in memory.
create table terminal_ticket (
    sha256       bytea primary key,
    terminal_id  text        not null,
    principal_id text        not null,
    mode         text        not null,
    expires_at   timestamptz not null
);

-- A terminal is listed among what was run, without Session; what it was started with is sealed for the Workspace.
alter table tool_execution alter column session_id drop not null;
alter table tool_execution alter column tool_use_id drop not null;
alter table tool_execution add column terminal_id text;
alter table tool_execution add column cwd text not null default '.';
create index tool_execution_terminal on tool_execution (terminal_id) where terminal_id is not null;

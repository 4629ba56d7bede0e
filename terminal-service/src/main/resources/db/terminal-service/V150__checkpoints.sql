-- Moments of the files of a Workspace; the trees themselves are git objects in its folder. No read model.
create table checkpoint (
    checkpoint_id text primary key,
    workspace_id  text        not null,
    reason        text        not null,
    session_id    text,
    turn_id       text,
    tree          text        not null,
    files         integer     not null,
    bytes         bigint      not null,
    skipped       integer     not null,
    at            timestamptz not null
);
create index checkpoint_of_workspace on checkpoint (workspace_id, checkpoint_id desc);

-- What the files were around a turn.
create table turn_files (
    turn_id      text primary key,
    workspace_id text        not null,
    session_id   text        not null,
    before_id    text,
    after_id     text,
    began_at     timestamptz not null
);
create index turn_files_of_session on turn_files (session_id, began_at);

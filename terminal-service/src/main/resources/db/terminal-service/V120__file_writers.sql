-- Who wrote a version of a file through the API or a tool. A version names a file and its state, not its path.
create table file_writer (
    workspace_id text        not null,
    version      text        not null,
    actor_type   text        not null,
    actor_id     text        not null,
    session_id   text,
    at           timestamptz not null,
    primary key (workspace_id, version)
);
create index file_writer_age on file_writer (workspace_id, at);

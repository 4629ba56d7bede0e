-- What is shared between Workspaces: providers, prompts, credentials; inline. Names and documents are sealed.
create table library_entry (
    entry_id        text primary key,
    kind            text        not null,
    owner           text        not null,
    visibility      text        not null,
    sealed_name     bytea       not null,
    sealed_document bytea       not null,
    secret_id       text,
    version         bigint      not null,
    deleted         boolean     not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index library_entry_newest on library_entry (kind, entry_id desc);

-- Values that no event and no answer holds; not a read model, they can't be made again.
create table secret (
    secret_id text primary key,
    sealed    bytea not null
);

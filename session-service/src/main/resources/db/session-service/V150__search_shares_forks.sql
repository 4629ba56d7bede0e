-- Where which words were said; the words are keyed digests, see ADR 0017. Streaming.
create table search_entry (
    event_id     text primary key,
    source_id    text        not null,
    session_id   text        not null,
    workspace_id text        not null,
    kind         text        not null,
    seq          bigint      not null,
    at           timestamptz not null,
    -- Sorts by time, whatever the kind of the id.
    place        text        not null,
    words        tsvector    not null
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_of_session on search_entry (session_id);
create index search_entry_newest on search_entry (workspace_id, place desc);

-- Links by which somebody without an account reads a Session as it was; the token itself is nowhere. Inline.
create table share (
    share_id     text primary key,
    session_id   text        not null,
    workspace_id text        not null,
    token_sha256 text        not null unique,
    at_seq       bigint      not null,
    redact       boolean     not null,
    expires_at   timestamptz not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    revoked_at   timestamptz
);
create index share_of_session on share (session_id);

-- What a fork or rerun goes on from.
alter table session_overview add column parent_id text;

-- How far somebody has read; no read model.
create table session_seen (
    account    text   not null,
    session_id text   not null,
    seq        bigint not null,
    primary key (account, session_id)
);

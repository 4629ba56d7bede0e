-- Read model "accounts".
create table account (
    account_id text primary key,
    name       text        not null,
    role       text        not null,
    created_at timestamptz not null
);

create table sign_in_link (
    code_digest text primary key,
    account_id  text        not null,
    expires_at  timestamptz not null
);

create table browser_session (
    session_digest text primary key,
    account_id     text        not null,
    signed_in_at   timestamptz not null,
    expires_at     timestamptz not null
);

-- Read model "service-tokens".
create table service_token (
    token_id      text primary key,
    account_id    text        not null,
    name          text        not null,
    digest        text        not null unique,
    scopes        text[]      not null,
    workspace_ids text[],
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    revoked_at    timestamptz
);

-- Read model "access-audit".
create table access_audit (
    event_id   text primary key,
    at         timestamptz not null,
    action     text        not null,
    actor_type text        not null,
    actor_id   text        not null,
    subject_id text        not null,
    detail     text
);

create index access_audit_by_time on access_audit (at desc, event_id desc);

-- No read model: when a token or session was last used, to the minute.
create table credential_use (
    credential_id text primary key,
    used_at       timestamptz not null
);

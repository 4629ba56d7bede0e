-- Who may see a Workspace, as workspace-service tells it; asked for where it is missing.
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

-- Activity: one row per published fact of any service, without content. Made again by reading the topics from the start.
create table activity (
    event_id       text primary key,
    at             timestamptz not null,
    type           text        not null,
    subject_id     text        not null,
    seq            bigint      not null,
    workspace_id   text,
    actor_type     text        not null,
    actor_id       text        not null,
    correlation_id text        not null,
    causation_id   text,
    depth          integer     not null,
    data           jsonb       not null
);
create index activity_of_workspace on activity (workspace_id, at desc, event_id desc);
create index activity_by_cause on activity (causation_id) where causation_id is not null;
create index activity_by_correlation on activity (correlation_id);

-- No read model: what watchers were told of, in the order of commits; the oldest are dropped.
create table hint (
    position     bigint generated always as identity primary key,
    topic        text not null,
    id           text not null,
    version      bigint,
    workspace_id text
);

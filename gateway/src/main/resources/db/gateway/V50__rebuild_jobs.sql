-- Work: read models that operators want rebuilt, until they are or the job is cancelled.
create table rebuild_job (
    job_id        text primary key,
    owner         text        not null,
    service       text        not null,
    read_model    text        not null,
    status        text        not null,
    problem       text,
    claimed_until timestamptz,
    made_at       timestamptz not null,
    ended_at      timestamptz
);
create index rebuild_job_open on rebuild_job (made_at) where ended_at is null;

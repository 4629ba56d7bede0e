alter table delivery add column replay_of text;
create index delivery_replays on delivery (replay_of) where replay_of is not null;

-- Work: long requests of people, until they are done or cancelled.
create table job (
    job_id        text primary key,
    kind          text        not null,
    owner         text        not null,
    request       text        not null,
    status        text        not null,
    done          bigint      not null,
    total         bigint      not null,
    result        text,
    claimed_until timestamptz,
    made_at       timestamptz not null,
    ended_at      timestamptz
);
create index job_open on job (claimed_until) where ended_at is null;

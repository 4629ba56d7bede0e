-- With which token a slack connector answers.
alter table connector add column reply_secret_id text;

-- Work: runs whose end is to be told in the thread that they began in, until that was done or given up.
create table slack_reply (
    run_id       text primary key,
    delivery_id  text        not null,
    connector_id text        not null,
    session_id   text,
    turn_id      text,
    code         text,
    attempts     integer     not null,
    status       text        not null,
    error        text,
    due_at       timestamptz not null,
    taken_until  timestamptz
);
create index slack_reply_due on slack_reply (due_at) where status = 'waiting';

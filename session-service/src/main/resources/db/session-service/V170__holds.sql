-- What trigger-service told: holds on turns that were not lifted.
create table hold (
    hold_id  text primary key,
    scope    text not null,
    scope_id text,
    until_at timestamptz
);

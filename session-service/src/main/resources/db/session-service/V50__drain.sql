-- The order to run no more turns; it concerns the processes that were running when it was given.
create table drain (
    only_one   boolean primary key default true check (only_one),
    ordered_at timestamptz not null,
    ordered_by text        not null
);

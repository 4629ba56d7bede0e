-- Which agent asked which for what; inline.
create table agent_call (
    message_id         text primary key,
    caller_session_id  text not null,
    caller_turn_id     text not null,
    tool_use_id        text not null,
    child_session_id   text not null,
    child_workspace_id text not null,
    seq                bigint not null,
    -- What the answer may cost; null where nobody limits it.
    budget_usd         numeric
);
create index agent_call_of_turn on agent_call (caller_turn_id);
create index agent_call_of_session on agent_call (caller_session_id, child_session_id, seq desc);

create index session_overview_of_parent on session_overview (parent_id, session_id desc) where parent_id is not null;

-- A turn that does nothing but wait for another agent lets others have its place.
alter table turn add column yields boolean not null default false;

-- Under which name an agent program knows a Session, so that it can go on with what it remembers.
create table agent_session (
    session_id    text primary key,
    program       text not null,
    agent_session text not null
);

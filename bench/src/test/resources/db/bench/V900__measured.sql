create table measured (session_id text primary key, last_seq bigint not null);

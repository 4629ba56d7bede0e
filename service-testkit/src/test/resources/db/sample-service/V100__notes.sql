create table note_row (note_id text primary key, pins integer not null, last_seq bigint not null);
create table note_list (note_id text primary key, pins integer not null, last_seq bigint not null);

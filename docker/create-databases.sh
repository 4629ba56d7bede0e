#!/bin/sh
# Runs once, when PostgreSQL's volume is empty: a role and a database per service, closed to all others.
set -eu

for name in workspace terminal session automation gateway; do
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set name="$name" --set password="$(cat "/run/secrets/database-$name")" <<'SQL'
create role :"name" login nosuperuser nocreatedb nocreaterole noreplication connection limit 100 password :'password';
create database :"name" owner :"name";
revoke connect, temporary on database :"name" from public;
SQL
done

-- From which address a credential was last used; with the time, and as little a read model.
alter table credential_use add column used_from text;

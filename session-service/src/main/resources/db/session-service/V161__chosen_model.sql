-- Instead of the model that the configuration names; null: that one.
alter table session_overview add column model text;

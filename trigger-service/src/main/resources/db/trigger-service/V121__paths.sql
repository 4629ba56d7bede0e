-- Which webhooks a route takes by where they were sent; sealed with the key of the route.
alter table route add column sealed_path bytea;
alter table route add column sealed_correlation bytea;
-- How the newest verdicts of a route came out.
create index delivery_route_of_route on delivery_route (route_id, delivery_id);

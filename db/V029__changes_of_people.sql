-- Who keeps another address book in step asks whose certificates changed since a date. An address more, a change of what is listed, and the release of
-- a hold change them too, so they leave their moment behind.
alter table person add column changed bigint;
alter table released_hold add column since bigint;
create index released_hold_serial on released_hold (issuer_id, serial, since);

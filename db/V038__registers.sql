-- What officers leaf through is read along an index, a page at a time: a CA's certificates by the moment of their issue (which also counts them by
-- the week), what was taken back by its moment, what was taken back and would end, people by name.
create index certificate_issuer on certificate (issuer_id, issued, serial);
create index revocation_since on revocation (since, serial);
create index revocation_end on revocation (not_after, reason);
create index person_name on person (name, id);

-- When somebody last had the whole audit log followed, up to which entry, and what was found: one row for all nodes.
create table audit_verification (
  id int primary key,
  at bigint not null,
  actor varchar(400) not null,
  sequence bigint not null,
  hash bytea not null,
  broken varchar(1000)
);

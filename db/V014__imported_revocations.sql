-- What an imported CA had revoked of certificates that were not imported with it: its CRLs go on listing them.
create table imported_revocation (
  issuer_id varchar(40) not null references issuer (id),
  serial varchar(40) not null,
  since bigint not null,
  reason varchar(30) not null,
  primary key (issuer_id, serial)
);

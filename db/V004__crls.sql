-- The number is kept apart from the CRLs: it is taken before a CRL exists and never goes back.
create table crl_number (
  issuer_id varchar(40) primary key,
  taken bigint not null
);

create table crl (
  issuer_id varchar(40) not null references issuer (id),
  number bigint not null,
  this_update bigint not null,
  next_update bigint not null,
  der bytea not null,
  primary key (issuer_id, number)
);

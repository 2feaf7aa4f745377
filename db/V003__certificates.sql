-- A key belongs to the first person who had it certified; the primary key makes that hold between processes.
create table subject_key (
  key_id varchar(64) primary key,
  person_id bigint not null
);

-- What is about to be signed. A row that stays tells of a certificate that may exist: it ends up on the CRL.
create table issuance_intent (
  serial varchar(40) primary key,
  issuer_id varchar(40) not null,
  person_id bigint not null,
  tbs bytea not null,
  intended bigint not null,
  abandoned bigint
);

create table certificate (
  serial varchar(40) primary key,
  issuer_id varchar(40) not null references issuer (id),
  person_id bigint not null references person (id),
  subject varchar(500) not null,
  addresses varchar(4000) not null,
  profile varchar(60) not null,
  key_use varchar(10) not null,
  key_id varchar(64) not null,
  not_before bigint not null,
  not_after bigint not null,
  der bytea not null,
  issued bigint not null,
  status varchar(10) not null,
  status_since bigint,
  reason varchar(30)
);
create index certificate_person on certificate (person_id);
create index certificate_status on certificate (issuer_id, status);
create index certificate_issued on certificate (issued);

-- One row for each mailbox, to search by; what the certificate says of them stands in its own row.
create table certificate_address (
  search_key varchar(320) not null,
  serial varchar(40) not null references certificate (serial),
  primary key (search_key, serial)
);

-- One row for each request, from the asking to the certificate; secrets by their digests only.
create table enrollment (
  id varchar(22) primary key,
  search_key varchar(320) not null,
  address varchar(320) not null,
  name varchar(128) not null,
  channel varchar(10) not null,
  language varchar(5) not null,
  origin varchar(60) not null,
  requested bigint not null,
  state varchar(10) not null,
  proof_digest varchar(64) not null,
  proof_expires bigint not null,
  proof_wrong int not null,
  key_digest varchar(64),
  key_expires bigint,
  person_id bigint not null,
  decided_by varchar(400),
  decided_at bigint,
  comment varchar(600),
  serial varchar(40)
);
create unique index enrollment_proof on enrollment (proof_digest);
create unique index enrollment_key on enrollment (key_digest);
create index enrollment_state on enrollment (state, requested);
create index enrollment_asked on enrollment (search_key, requested);

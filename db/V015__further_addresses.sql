-- An enrolment may name several mailboxes: those besides the first, each with the digest of the code mailed to it.
create table enrollment_address (
  enrollment_id varchar(22) not null,
  position int not null,
  search_key varchar(320) not null,
  address varchar(320) not null,
  code_digest varchar(64) not null,
  requested bigint not null,
  primary key (enrollment_id, position)
);
create index enrollment_address_asked on enrollment_address (search_key, requested);
alter table enrollment add column further int default 0 not null;

-- Each node chains its entries by itself, so that none waits for another. The place is the order in which they are read: no chain
-- depends on it, and of entries of different nodes at the same moment it tells nothing.
create sequence audit_place start with 1 cache ${ahead};
create table audit_link (
  place bigint primary key,
  chain varchar(40) not null,
  sequence bigint not null,
  at bigint not null,
  actor varchar(400) not null,
  origin varchar(60) not null,
  type varchar(40) not null,
  details varchar(4000) not null,
  hash bytea not null
);
insert into audit_link select nextval('audit_place'), 'main', sequence, at, actor, origin, type, details, hash
  from (select * from audit_entry order by sequence) before;
drop table audit_entry;
alter table audit_link rename to audit_entry;

create table audit_end (
  chain varchar(40) primary key,
  sequence bigint not null,
  hash bytea not null
);
insert into audit_end select 'main', sequence, hash from audit_head;
drop table audit_head;
alter table audit_end rename to audit_head;

-- What was found last is found again.
drop table audit_verification;
create table audit_verification (
  id int primary key,
  at bigint not null,
  actor varchar(400) not null,
  heads varchar(4000) not null,
  broken varchar(1000)
);

-- The days on which the ends of the chains were written into one of them.
create table audit_seal (
  epoch_day bigint primary key
);

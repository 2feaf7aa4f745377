-- The log is only added to. The head lies apart, so that a cut tail shows, and is the row that writers lock.
create table audit_entry (
  sequence bigint primary key,
  at bigint not null,
  actor varchar(400) not null,
  origin varchar(60) not null,
  type varchar(40) not null,
  details varchar(4000) not null,
  hash bytea not null
);

create table audit_head (
  id int primary key,
  sequence bigint not null,
  hash bytea not null
);
insert into audit_head (id, sequence, hash)
values (1, 0, ${no_hash});

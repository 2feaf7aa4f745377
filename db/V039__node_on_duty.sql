-- Of several nodes one does what is to be done once: whoever renewed this row last. Its own clock counts, so nodes need not agree on theirs.
create table duty (
  id int primary key,
  holder varchar(80) not null,
  until bigint not null
);
insert into duty (id, holder, until) values (1, '', 0);

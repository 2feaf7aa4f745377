-- Of several nodes one does what is to be done once: whoever renewed this row last. Its own clock counts, so nodes need not agree on theirs.
create table duty (
  id int primary key,
  holder varchar(80) not null,
  until bigint not null
);
insert into duty (id, holder, until) values (1, '', 0);

-- Whose unit of work it is: what looks at rows before it changes others locks this row first, so that of all nodes one does so at a time.
create table turn (
  id int primary key
);
insert into turn (id) values (1);

-- What officers ask about a request and what its requester answers; a question's mail carries a link of which the digest is kept.
create table enrollment_remark (
  enrollment_id varchar(22) not null,
  position int not null,
  said_by varchar(400) not null,
  said bigint not null,
  text varchar(600) not null,
  link_digest varchar(64),
  primary key (enrollment_id, position)
);
create index enrollment_remark_link on enrollment_remark (link_digest);

-- People whom an officer invites by a table. Nothing is sent before the table was looked at and released; each row is done by itself then, by
-- any node, and says how that went.
create table invitation_table (
  id varchar(22) primary key,
  made_by varchar(400) not null,
  origin varchar(60) not null,
  language varchar(5) not null,
  pair boolean not null,
  file_name varchar(200) not null,
  made bigint not null,
  released bigint
);
create index invitation_table_released on invitation_table (released);

create table invitation_row (
  table_id varchar(22) not null,
  position int not null,
  line int not null,
  addresses varchar(2000) not null,
  name varchar(128),
  given_name varchar(128),
  surname varchar(128),
  pseudonym varchar(128),
  state varchar(10) not null,
  code varchar(40),
  detail varchar(600),
  enrollment_id varchar(22),
  primary key (table_id, position)
);
create index invitation_row_state on invitation_row (state, table_id);

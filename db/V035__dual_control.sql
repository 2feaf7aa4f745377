-- What concerns the whole CA waits for a second administrator. The text says exactly what will be done, its digest binds every voice to it.
create table proposal (
  id varchar(16) primary key,
  act varchar(40) not null,
  parameters text not null,
  digest varchar(64) not null,
  proposer varchar(400) not null,
  origin varchar(60) not null,
  made bigint not null,
  expires bigint not null,
  state varchar(20) not null,
  ended bigint
);
create index proposal_digest on proposal (digest, state);
create index proposal_made on proposal (made);

create table proposal_voice (
  proposal varchar(16) not null references proposal (id),
  name varchar(64) not null,
  agrees boolean not null,
  remark varchar(400) not null,
  origin varchar(60) not null,
  said bigint not null,
  primary key (proposal, name)
);

-- By what rules certificates are made, as it was agreed on: by others nothing is issued.
create table agreed_rule (
  name varchar(300) primary key,
  content text not null
);

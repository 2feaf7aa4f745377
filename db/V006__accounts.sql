-- Who may sign in. Of links and sessions only digests are kept: a copy of this table opens nothing.
create table account (
  name varchar(64) primary key,
  role varchar(20) not null,
  password_hash varchar(200),
  failures int not null default 0,
  last_failure bigint
);

create table account_link (
  digest varchar(64) primary key,
  name varchar(64) not null references account (name),
  expires bigint not null
);

create table account_session (
  digest varchar(64) primary key,
  name varchar(64) not null references account (name),
  expires bigint not null
);

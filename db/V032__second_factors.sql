-- What accounts have besides a password. Codes of an authenticator app are computed from its secret, so that stands here as it is: who reads
-- this table can make codes, and still needs the password. Of a passkey there is the public key alone, of a recovery code its digest.
create table account_app (
  name varchar(64) primary key references account (name),
  secret varchar(64) not null,
  added bigint not null,
  last_step bigint not null
);

create table account_recovery (
  name varchar(64) not null references account (name),
  digest varchar(64) not null,
  primary key (name, digest)
);

create table account_passkey (
  id varchar(1400) primary key,
  name varchar(64) not null references account (name),
  handle varchar(64) not null,
  title varchar(64) not null,
  public_key varchar(8000) not null,
  sign_count bigint not null,
  added bigint not null,
  used bigint
);

create index account_passkey_name on account_passkey (name);

-- Whose certificate signs in to an account, by the search key of its mailbox.
create table account_mailbox (
  name varchar(64) primary key references account (name),
  address varchar(320) not null unique
);

-- A link that an operator made at the terminal also takes away the second factors that its holder lost.
alter table account_link add column clears boolean not null default false;

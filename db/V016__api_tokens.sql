-- A program that issues certificates shows a token. Only its digest is kept: a copy of this table opens nothing. A revoked one
-- stays, and so does its name: the audit log tells of it.
create table api_token (
  digest varchar(64) primary key,
  name varchar(64) not null,
  scopes varchar(200) not null,
  domains varchar(4000) not null,
  created_by varchar(400) not null,
  created bigint not null,
  expires bigint not null,
  last_used bigint,
  revoked bigint
);
create unique index api_token_name on api_token (name);

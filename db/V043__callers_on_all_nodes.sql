-- Where several nodes share the database, each tells of callers who took much of a limit: until when that drips back. Callers by their digests only.
create table rate_total (
  limit_name varchar(40) not null,
  caller varchar(64) not null,
  owed_until bigint not null,
  primary key (limit_name, caller)
);

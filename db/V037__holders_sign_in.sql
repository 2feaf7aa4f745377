-- Who reads a mailbox signs in by a mailed link, which works once within a quarter of an hour, and sees what names that mailbox for half an hour. No
-- account belongs to it. Secrets by their digests only. A row is written for every asking, also where no mail goes out.
create table holder_link (
  digest varchar(64) primary key,
  search_key varchar(320) not null,
  address varchar(320) not null,
  asked bigint not null,
  expires bigint not null,
  used bigint
);
create index holder_link_asked on holder_link (search_key, asked);
create index holder_link_end on holder_link (expires);

create table holder_session (
  digest varchar(64) primary key,
  search_key varchar(320) not null,
  address varchar(320) not null,
  opened bigint not null,
  expires bigint not null
);
create index holder_session_mailbox on holder_session (search_key);
create index holder_session_end on holder_session (expires);

-- Who reads a mailbox may revoke the certificates that name it: by a link that is mailed, and works once within an hour. A row is
-- written for every asking, also where no mail goes out, so that nobody learns from the time it takes who has a certificate.
create table revocation_link (
  digest varchar(64) primary key,
  search_key varchar(320) not null,
  address varchar(320) not null,
  language varchar(5) not null,
  asked bigint not null,
  expires bigint not null,
  used bigint
);
create index revocation_link_asked on revocation_link (search_key, asked);
create index revocation_link_end on revocation_link (expires);

-- Keys that somebody proved to have who should not: they are never certified, whether or not they were before.
create table compromised_key (
  key_id varchar(64) primary key,
  proven bigint not null
);

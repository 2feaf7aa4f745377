-- Certificates of others that came with signed mail: asked for by address when somebody writes to them, and checked then like any other.
-- Where each came from and when is kept, so that one may be asked about or thrown out; and the
-- CA certificates that came with it (PKCS#7), which its path may need.
create table harvested_certificate (
  address varchar(254) not null,
  sha256 varchar(64) not null,
  certificate bytea not null,
  issuers bytea,
  source varchar(400) not null,
  seen bigint not null,
  primary key (address, sha256)
);

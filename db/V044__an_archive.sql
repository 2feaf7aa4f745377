-- Certificates that ended long ago move into files. What must be known of each for ever stays: that its serial number and its key are taken, whose it was, and in which file it is.
create table archive_file (
  name varchar(100) primary key,
  sha256 varchar(64) not null,
  certificates int not null,
  made bigint not null
);

create table archived_certificate (
  serial varchar(40) primary key,
  issuer_id varchar(40) not null,
  person_id bigint not null,
  key_id varchar(64) not null,
  not_after bigint not null,
  file varchar(100) not null
);
create index archived_certificate_key on archived_certificate (key_id);

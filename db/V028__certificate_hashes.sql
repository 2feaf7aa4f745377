-- RFC 4387 asks for certificates by hashes of what they say. Issuing writes none of them: they are added afterwards, so they may lack for
-- the minute in which a certificate is new. Only the first octets of a hash are kept; the certificate itself says the rest.
create table certificate_hash (
  hash bigint not null,
  certificate_id bigint not null,
  primary key (hash, certificate_id)
);
-- Which certificates were looked at, by the thousand of their numbers: a bit for each. Numbers are taken by the thousand by each process, so
-- they do not come in order, and a highest one would not tell which are done.
create table certificate_hash_done (
  thousand bigint primary key,
  certificates int not null,
  numbers bytea not null
);

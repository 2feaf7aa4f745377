-- What was taken back stands in one table, whoever issued it and however it came: revoked or held here, told by an imported
-- CA's list, given up half way, or a CA revoked by the root above it. So a CRL of any size is read by one walk along the key.
-- Each change of a status takes the next number of its issuer: who has seen one of them knows what came since.
alter table revocation rename to revocation_before;

create table revocation (
  issuer_id varchar(40) not null,
  -- of 40 digits, with leading zeros: text in this form is ordered as the numbers are
  serial varchar(40) not null,
  crl_shard int not null,
  -- null where the certificate itself is not known; it is listed for ever
  not_after bigint,
  since bigint not null,
  -- certificateHold if it may be released
  reason varchar(30) not null,
  invalidity bigint,
  change bigint not null,
  primary key (issuer_id, serial)
);
insert into revocation select issuer_id, lpad(serial, 40, '0'), 0, not_after, since, coalesce(reason, 'certificateHold'), null, 1
  from revocation_before;
insert into revocation select issuer_id, lpad(serial, 40, '0'), 0, null, abandoned, 'cessationOfOperation', null, 1
  from issuance_intent i where abandoned is not null and not exists
  (select 1 from revocation r where r.issuer_id = i.issuer_id and r.serial = lpad(i.serial, 40, '0'));
insert into revocation select issuer_id, lpad(serial, 40, '0'), 0, null, since, reason, null, 1
  from imported_revocation i where not exists
  (select 1 from revocation r where r.issuer_id = i.issuer_id and r.serial = lpad(i.serial, 40, '0'));
create index revocation_shard on revocation (issuer_id, crl_shard, serial);
create index revocation_change on revocation (issuer_id, change);
drop table revocation_before;
drop table imported_revocation;

-- Holds that were released: no revocation any more, but a change of the status that answers were given from.
create table released_hold (
  issuer_id varchar(40) not null,
  change bigint not null,
  serial varchar(40) not null,
  primary key (issuer_id, change)
);

alter table crl_number add column changes bigint default 0 not null;
insert into crl_number (issuer_id, taken, changes) select id, 0, 0 from issuer
  where not exists (select 1 from crl_number n where n.issuer_id = issuer.id);
update crl_number set changes = 1;

-- A CRL may be larger than a row; and one CA may spread its certificates over several CRLs (0: the one of all).
create table crl_octets (
  issuer_id varchar(40) not null,
  number bigint not null,
  position int not null,
  octets bytea not null,
  primary key (issuer_id, number, position)
);
insert into crl_octets select issuer_id, number, 0, der from crl;
alter table crl add column shard int default 0 not null;
alter table crl add column size bigint default 0 not null;
-- up to which change of a status it tells
alter table crl add column changes bigint default 0 not null;
update crl set size = octet_length(der);
alter table crl drop column der;
create index crl_shard on crl (issuer_id, shard, number);

alter table certificate add column crl_shard int default 0 not null;
alter table issuer add column crl_shards int default 0 not null;

-- A CRL is written from this index alone: it holds every column that an entry and its choice need, so that no row is looked up.
create index revocation_list on revocation (issuer_id, serial, crl_shard, change, not_after, since, reason, invalidity);
drop index revocation_shard;

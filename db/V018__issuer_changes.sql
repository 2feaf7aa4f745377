-- How often an issuer was changed: who has read it once sees by one number whether it must be read again, at every issuance.
alter table issuer add column changes int not null default 0;
update issuer set changes = (select count(*) from issuer_certificate c where c.issuer_id = issuer.id);

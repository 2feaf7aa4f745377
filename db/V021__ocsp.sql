-- Where the status of an issuer's certificates is asked for by OCSP: what its certificates say from now on. A root has a CRL
-- alone, and of a CA that others keep we tell nothing.
alter table issuer add column ocsp_url varchar(500) not null default '';
update issuer set ocsp_url = substring(certificate_url from 1 for position('/aia/' in certificate_url)) || 'ocsp'
  where id <> parent_id and position('/aia/' || id || '.cer' in certificate_url) > 0;

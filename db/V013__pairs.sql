-- An enrolment may be of two keys: one that signs (serial) and one that mail is encrypted to (encryption_serial).
alter table enrollment add column pair boolean default false not null;
alter table enrollment add column encryption_serial varchar(40);

-- A certificate may say given name, surname or pseudonym apart. Where none is known, they are told from the display name.
alter table person add column given_name varchar(128);
alter table person add column surname varchar(128);
alter table person add column pseudonym varchar(128);
alter table enrollment add column given_name varchar(128);
alter table enrollment add column surname varchar(128);
alter table enrollment add column pseudonym varchar(128);

-- Mail that no server will take is given up: who it was for, its subject and the error stay, its text is forgotten.
alter table mail_queue add column given_up bigint;

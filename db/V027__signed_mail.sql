-- What tries a reader's mail program is signed when it is sent, so that its date and its signature are of the same moment.
alter table mail_queue add column signed boolean default false not null;

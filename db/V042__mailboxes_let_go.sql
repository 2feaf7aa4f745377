-- Who lets go of a mailbox that was bound to their account reads its mail all the same, so for a while it still counts as theirs.
create table account_mailbox_before (
  name varchar(64) not null,
  address varchar(320) not null,
  released bigint not null
);
create index account_mailbox_before_name on account_mailbox_before (name, released);

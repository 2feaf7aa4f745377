-- Between two steps of signing in, or of setting up a second factor: what the first step came to, known by a secret of the browser. One row is
-- used once, by whichever node is asked, and holds for minutes. There is no account yet where a passkey will tell it.
create table account_step (
  digest varchar(64) not null,
  purpose varchar(20) not null,
  name varchar(64) references account (name),
  content varchar(200) not null,
  expires bigint not null,
  primary key (digest, purpose)
);

create index account_step_expires on account_step (expires);

-- When its holder last showed that they are who they are; and in which browser it is, so that signing in there again ends it.
alter table account_session add column confirmed bigint not null default 0;
alter table account_session add column browser varchar(64);
create index account_session_browser on account_session (browser);

-- Browsers in which somebody signed in before. Each has a counter of wrong passwords of its own; the account's counts those of all others, so
-- strangers' guesses do not keep the owner out. Of the browser's secret only the digest is kept.
create table account_browser (
  name varchar(64) not null references account (name),
  digest varchar(64) not null,
  expires bigint not null,
  failures int not null default 0,
  last_failure bigint,
  primary key (name, digest)
);

create index account_browser_digest on account_browser (digest);

-- People see where they are signed in. Of a session that was open before, only its end is known: it holds for eight hours.
alter table account_session add column opened bigint not null default 0;
alter table account_session add column seen bigint not null default 0;
alter table account_session add column origin varchar(60) not null default '';
update account_session set opened = expires - 28800000, seen = expires - 28800000;

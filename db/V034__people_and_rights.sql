-- An account can be suspended and ended; who looks after accounts sees when each signed in last. Nobody is let in unless active.
alter table account add column standing varchar(20) not null default 'ACTIVE';
alter table account add column signed_in bigint;

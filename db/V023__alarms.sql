-- Those who run the CA are mailed what the self-check found, once by all nodes together: what is not good and since when, in
-- how many rounds in a row it was so or was good again, and when and as how bad it was told last.
create table alarm (
  check_name varchar(40) not null,
  about varchar(400) not null,
  level varchar(10) not null,
  since bigint not null,
  bad int not null,
  good int not null,
  told bigint,
  told_level varchar(10),
  primary key (check_name, about)
);

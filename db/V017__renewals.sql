-- A certificate that ends is told of in time: which reminders were sent for it, by how many days before its end, and the
-- enrolment that each one's link belongs to. A key proves a renewal once: what its certificate was renewed by.
create table renewal_reminder (
  serial varchar(40) not null,
  days int not null,
  enrollment_id varchar(22) not null,
  sent bigint not null,
  primary key (serial, days)
);
create index renewal_reminder_enrollment on renewal_reminder (enrollment_id);

create table renewal (
  serial varchar(40) primary key,
  first_serial varchar(40) not null,
  encryption_serial varchar(40),
  renewed bigint not null
);

-- What ends next is read in that order. Certificates are issued nearly in it, so the tree grows at its end.
create index certificate_end on certificate (not_after, serial);

-- A number taken singly writes the whole change of its moment to the disk; those of people and letters, too, are taken by the
-- thousand (see V009).
alter table person alter column id set cache 1000;
alter table mail_queue alter column id set cache 1000;

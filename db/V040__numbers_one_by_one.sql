-- PostgreSQL keeps the numbers that were taken ahead for each connection apart, so that later rows had lower ones; it needs none ahead. In the
-- embedded database there is one taker, and each block costs a write.
alter table person alter column id set cache ${ahead};
alter table mail_queue alter column id set cache ${ahead};

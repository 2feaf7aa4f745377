package org.signet.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.signet.app.bulk.GuestFile;
import org.signet.app.retention.CertificateArchive;
import org.signet.app.retention.Retention;
import org.signet.app.selfcheck.Rounds;
import org.signet.app.selfcheck.Sweeps;
import org.signet.ca.audit.AuditEntry;
import org.signet.ca.directory.CertificateSearch;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.Responders;
import org.signet.ca.watch.Round;
import org.signet.edge.client.Reach;
import org.signet.edge.client.StatusFetch;
import org.signet.edge.http.limit.RateLimits;
import org.signet.edge.mail.SmtpDelivery;
import org.signet.edge.store.SqlPeople;
import org.signet.edge.store.Stores;
import org.signet.edge.store.database.Duty;
import org.signet.edge.store.limit.SqlTotals;
import org.signet.model.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What a server does by itself: CRLs before they are due and after revocations, mail, the traces of dead processes. */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /** In an hour: other mail waits behind them for a minute or two, and a day and a half is enough for 100,000 people. */
    private static final int MOST_REMINDERS = 3_000;

    /** In a minute. */
    private static final int MOST_ENDED = 500;

    private static final int MOST_INVITATIONS = 200;

    private static final int PEOPLE_AT_ONCE = 1000;

    private static final long HOUR = 60 * 60;
    private static final long DAY = 24 * HOUR;
    /** Seconds after the start at which slow work begins. */
    private static final long FIRST = 20;

    private final Signet signet;
    /** By what was tried and for whom: the last trouble with it. */
    private final Map<String, String> complaints = new ConcurrentHashMap<>();

    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(3, task -> {
        Thread thread = new Thread(task, "schedule");
        thread.setDaemon(true);
        return thread;
    });

    private final Duty duty;

    Schedule(Signet signet) {
        this.signet = signet;
        String process = ProcessHandle.current().pid() + "-"
                + Long.toHexString(signet.random().nextLong());
        this.duty = new Duty(signet.database(), process);
    }

    /**
     * @param responders that answer by OCSP; they are made now, and renewed in time
     * @param watch what looks after this node's health
     * @param limits that nodes tell each other of
     */
    void start(Responders responders, Rounds watch, RateLimits limits) {
        Runnable answering = () -> responders.keep(trouble -> complainOnce("no new OCSP responder of", trouble));
        // The first look would find nobody who answers, and mail that.
        attempt("keeping OCSP responders", answering);
        attempt("claiming the duty", duty::renew);
        every(Duty.RENEWAL_SECONDS, "claiming the duty", duty::renew);
        every(60, "looking at itself", () -> watch.onSchedule(Round.Reach.HERE));
        every(60, "looking at itself as clients do", new Sweeps(watch, signet.clock(), signet.random())::tick);
        once(60, "ending what a dead process left", () -> {
            var abandoned = signet.authority().abandonUnfinished();
            if (!abandoned.isEmpty()) {
                LOG.warn(
                        "{} issuances had not ended; their serial numbers go on the CRL: {}",
                        abandoned.size(),
                        abandoned);
            }
        });
        once(2, "publishing CRLs", () -> {
            for (PublishedCrl crl : signet.crls().publishDue(trouble -> complainOnce("no new CRL of", trouble))) {
                LOG.info("published CRL {} of {}, valid until {}", crl.number(), crl.issuerId(), crl.nextUpdate());
            }
        });
        every(10, "keeping OCSP responders", answering);
        every(
                HOUR,
                "renewing the CA's own mailbox",
                () -> signet.serviceIdentity()
                        .current()
                        .run(identity -> {}, refusal -> LOG.warn("no certificate of its own: {}", refusal.detail())));
        keepLimits(limits);
        keepRecords();
        keepRequests();
        keepDirectory();
        signet.config().mail().smtp().ifPresent(settings -> {
            SmtpDelivery delivery =
                    new SmtpDelivery(signet.mailQueue(), settings, signet.serviceIdentity(), signet.clock());
            once(2, "sending mail", delivery::run);
            once(HOUR, "forgetting mail that was given up", delivery::forget);
        });
    }

    private void keepLimits(RateLimits limits) {
        Optional<SqlTotals> totals = new Stores(signet.database()).totals();
        if (totals.isPresent()) {
            every(1, "telling other nodes who came how often", limits::exchange);
            once(
                    HOUR,
                    "forgetting who came often",
                    () -> totals.get().forget(signet.clock().instant()));
        }
    }

    private void keepRecords() {
        keepArchive();
        once(HOUR, "tying the log's chains together", () -> {
            List<AuditEntry.Head> heads = Checkup.seal(signet).run();
            if (!heads.isEmpty()) {
                LOG.info("the audit log's ends today: {}", heads);
            }
        });
    }

    private void keepArchive() {
        Retention retention = signet.config().retention();
        if (retention.archiveAfterDays() != null) {
            CertificateArchive archive = new CertificateArchive(
                    retention.place(signet.folder().path()), signet.database(), signet.audit(), signet.clock());
            once(
                    DAY,
                    "archiving certificates that ended long ago",
                    () -> archive.before(retention.archiveAfterDays(), false)
                            .then(before -> archive.run(before, Actor.system(), so -> {}))
                            .run(
                                    moved -> LOG.info("{} certificates that ended long ago were archived", moved),
                                    refusal -> LOG.warn("nothing was archived: {}", refusal.detail())));
        }
    }

    private void keepRequests() {
        once(
                2,
                "inviting people of tables",
                () -> signet.waysToEnroll(signet.letters())
                        .guestTables(new GuestFile(signet.profiles()))
                        .work(MOST_INVITATIONS));
        once(HOUR, "reminding of ends", () -> {
            int sent = signet.reminders().run(MOST_REMINDERS);
            if (sent > 0) {
                LOG.info("{} mails remind people that their certificates end", sent);
            }
        });
        once(60, "ending what nobody went on with", () -> {
            int ended = signet.waysToEnroll(signet.letters()).expiry().run(MOST_ENDED);
            if (ended > 0) {
                LOG.info("{} requests ended, since nobody went on with them in time", ended);
            }
        });
    }

    private void keepDirectory() {
        CertificateSearch search = signet.addressBook().search();
        once(60, "making new certificates findable", () -> search.catchUp(false, worker::isShutdown));
        once(HOUR, "making certificates findable", () -> search.catchUp(true, worker::isShutdown));
        once(12 * HOUR, "asking about partners' certificates", () -> {
            try (StatusFetch servers = new StatusFetch(Reach.PUBLIC, signet.clock())) {
                int revoked = signet.addressBook().contacts().watch(servers.source());
                if (revoked > 0) {
                    LOG.warn("{} certificates of partners were revoked; nobody is given them any more", revoked);
                }
            }
        });
        // Who is added has them; only an older version left people without, so one look at all is enough for a process.
        AtomicBoolean searchable = new AtomicBoolean();
        once(HOUR, "making people's words searchable", () -> {
            if (!searchable.get()) {
                makeSearchable();
                searchable.set(true);
            }
        });
    }

    /**
     * The same trouble comes every few seconds; once is enough.
     *
     * @param trouble begins with an issuer's id and a colon
     */
    private void complainOnce(String what, String trouble) {
        String issuer = trouble.substring(0, trouble.indexOf(':'));
        if (!trouble.equals(complaints.put(what + " " + issuer, trouble))) {
            // What is broken off by the end is done after the next start.
            LOG.atLevel(worker.isShutdown() ? Level.INFO : Level.WARN).log("{} {}", what, trouble);
        }
    }

    /** What one node does for all. */
    private void once(long seconds, String what, Runnable work) {
        every(seconds, what, () -> {
            if (duty.isOurs()) {
                work.run();
            }
        });
    }

    /** What each node does. */
    void every(long seconds, String what, Runnable work) {
        // What comes round once an hour does not hold up the start.
        long delay = seconds < HOUR ? 0 : FIRST;
        worker.scheduleWithFixedDelay(() -> attempt(what, work), delay, seconds, TimeUnit.SECONDS);
    }

    /** An exception would end the repetition; the next turn may go better. */
    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (worker.isShutdown()) {
                LOG.info("{} was broken off; it is done after the next start", what);
                return;
            }
            LOG.error("{} failed", what, e);
        }
    }

    /** Begins nothing more, and lets what runs come to its end: who is interrupted while writing leaves half a work. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            attempt("giving the duty up", duty::close);
            if (worker.awaitTermination(20, TimeUnit.SECONDS)) {
                return;
            }
            worker.shutdownNow();
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("scheduled work did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives people from before there was a search the words by which they are found. */
    private void makeSearchable() {
        SqlPeople people = new SqlPeople(signet.database());
        Optional<Long> last = Optional.of(0L);
        while (last.isPresent()) {
            long after = last.get();
            last = signet.transactions().durable(() -> people.addWords(after, PEOPLE_AT_ONCE));
        }
    }
}

package org.signet.app.bulk;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.signet.app.bulk.BulkReport.RefusedRow;
import org.signet.app.bulk.PeopleFile.Row;
import org.signet.ca.enrollment.Invitations;
import org.signet.ca.enrollment.OperatorIssuance;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Actor;
import org.signet.model.KeyId;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * Certifies or invites everybody in a table. Begun again after a kill it goes on: what a row asks for is looked up in the
 * records, and nothing else is remembered. Rows are worked on by several threads, whose changes share commits; few are in
 * memory at a time.
 */
public final class BulkIssuance {
    private static final int THREADS = 32;
    private static final int AHEAD = 128;
    private static final int STRIPES = 1024;

    private final OperatorIssuance issuance;
    private final Invitations invitations;
    private final Profiles profiles;
    private final Settings settings;
    private final Lock[] keys =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

    /**
     * How a table is worked on.
     *
     * @param out the folder that certificates are written to; empty for a table without requests
     * @param profile what a row with a request gets that names none
     * @param use the same
     * @param language of the invitations
     */
    public record Settings(Optional<Path> out, Profile profile, KeyUse use, String language, Actor actor) {}

    public BulkIssuance(OperatorIssuance issuance, Invitations invitations, Profiles profiles, Settings settings) {
        this.issuance = issuance;
        this.invitations = invitations;
        this.profiles = profiles;
        this.settings = settings;
    }

    private enum Done {
        ISSUED,
        ISSUED_BEFORE,
        INVITED,
        INVITED_BEFORE
    }

    private record Task(Row row, Future<Outcome<Done>> result) {}

    /**
     * Works through the table.
     *
     * @param progress told how many rows are done, after each
     * @throws Unavailable if it cannot go on; what is done by then stays done
     */
    public BulkReport run(PeopleFile people, IntConsumer progress) {
        Optional<OutFolder> out = settings.out().map(OutFolder::new);
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            Tally tally = new Tally(progress);
            Deque<Task> running = new ArrayDeque<>();
            PeopleRow.Rest rest = new PeopleRow.Rest(people.folder(), profiles, settings.profile(), settings.use());
            people.forEach(row -> {
                if (running.size() >= AHEAD) {
                    tally.add(running.remove());
                }
                running.add(new Task(row, workers.submit(work(row, rest, out))));
            });
            running.forEach(tally::add);
            return tally.report();
        } finally {
            end(workers);
        }
    }

    /** What is under way ends before anybody closes the CA. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Parsed in the order of the table, so that of two rows that write to one file the second is refused. */
    private Callable<Outcome<Done>> work(Row row, PeopleRow.Rest rest, Optional<OutFolder> out) {
        Outcome<PeopleRow> parsed = PeopleRow.parse(row, rest)
                .then(person -> out.map(folder -> folder.claim(person)).orElse(Outcome.ok(person)));
        return () ->
                parsed.then(person -> person.csr().isPresent() ? certify(person, out.orElseThrow()) : invite(person));
    }

    private Outcome<Done> certify(PeopleRow person, OutFolder out) {
        return out.inside(person).then(PeopleRow::request).then(request -> {
            OperatorIssuance.Vouched vouched = new OperatorIssuance.Vouched(
                    person.addresses(), person.name(), person.profile(), person.use(), request);
            return alone(request, vouched)
                    .then(once -> out.write(person, once.issued())
                            .map(written -> once.before() ? Done.ISSUED_BEFORE : Done.ISSUED));
        });
    }

    /** Two rows of one key come one after the other: the second finds the first one's certificate. */
    private Outcome<OperatorIssuance.Once> alone(CertificateRequest request, OperatorIssuance.Vouched vouched) {
        KeyId key = request.keyId();
        Lock lock = keys[Math.floorMod(key.hashCode(), STRIPES)];
        lock.lock();
        try {
            return issuance.issueOnce(vouched, settings.actor());
        } finally {
            lock.unlock();
        }
    }

    private Outcome<Done> invite(PeopleRow person) {
        if (person.addresses().size() != 1) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "An invitation goes to one mailbox; give each address its own row, or name a csr for all of them.");
        }
        return invitations
                .invite(
                        new Invitations.Guest(person.addresses().get(0), person.name(), settings.language()),
                        settings.actor())
                .map(invited -> invited.before() ? Done.INVITED_BEFORE : Done.INVITED);
    }

    /** Counts results in the order of the table. */
    private static final class Tally {
        private final IntConsumer progress;
        private final Map<Done, Integer> counts = new EnumMap<>(Done.class);
        private final List<RefusedRow> refused = new ArrayList<>();
        private int rows;

        Tally(IntConsumer progress) {
            this.progress = progress;
        }

        void add(Task task) {
            rows++;
            result(task).run(done -> counts.merge(done, 1, Integer::sum), refusal -> {
                if (refusal.code() == RefusalCode.ISSUER_UNUSABLE) {
                    throw new Unavailable(refusal.detail(), null);
                }
                refused.add(RefusedRow.of(task.row(), refusal));
            });
            progress.accept(rows);
        }

        private static Outcome<Done> result(Task task) {
            try {
                return task.result().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable("interrupted; run it again to go on", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }

        BulkReport report() {
            return new BulkReport(
                    rows,
                    counts.getOrDefault(Done.ISSUED, 0),
                    counts.getOrDefault(Done.ISSUED_BEFORE, 0),
                    counts.getOrDefault(Done.INVITED, 0),
                    counts.getOrDefault(Done.INVITED_BEFORE, 0),
                    refused);
        }
    }
}

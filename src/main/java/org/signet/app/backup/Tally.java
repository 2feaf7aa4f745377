package org.signet.app.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.signet.app.backup.LostCertificates.Done;
import org.signet.app.backup.LostCertificates.Given;
import org.signet.app.backup.LostCertificates.Report;
import org.signet.app.backup.LostCertificates.Told;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.Refusal;

/** What came of the certificates that were given, one after the other. */
final class Tally {
    private final List<Told> recorded = new ArrayList<>();
    private final List<Told> revoked = new ArrayList<>();
    private final List<Told> refused = new ArrayList<>();
    private int known;

    void add(Given given, Outcome<Done> done) {
        done.run(each -> add(given, each), why -> refused.add(told(given, why)));
    }

    private void add(Given given, Done done) {
        if (done.recorded().isEmpty()) {
            known++;
            return;
        }
        String serial = done.serial().hex();
        recorded.add(new Told(given.source(), serial, mailboxes(given)));
        done.recorded()
                .get()
                .fold(
                        () -> true,
                        held -> revoked.add(new Told(given.source(), serial, "on hold since " + held.since())),
                        gone -> revoked.add(new Told(
                                given.source(),
                                serial,
                                "revoked at " + gone.at() + ", " + gone.reason().text())));
    }

    private static String mailboxes(Given given) {
        return given.certificate().orThrow().content().addresses().stream()
                .map(EmailAddress::toString)
                .collect(Collectors.joining(", "));
    }

    private static Told told(Given given, Refusal why) {
        return new Told(
                given.source(),
                given.certificate().fold(one -> one.content().serialText(), unread -> ""),
                why.detail());
    }

    Report report() {
        return new Report(List.copyOf(recorded), known, List.copyOf(revoked), List.copyOf(refused));
    }
}

package org.signet.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.signet.app.selfcheck.Span;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.edge.json.Json;
import org.signet.edge.json.report.PathStatusView;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a certificate of anybody was revoked. */
@Command(
        name = "status",
        description = {
            "Tell whether a certificate, or a CA above it, is revoked.",
            "Checks its path first, then asks the CRLs and OCSP responders that its certificates name."
        },
        footer = "Ends with 0 if all are good, with 1 if one is not or nobody knows, with 2 if a file cannot be read.",
        mixinStandardHelpOptions = true)
final class StatusVerb implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "PEM, DER or PKCS#7: the certificate first, then those between it and its root.")
    private Path file;

    @Mixin
    private TrustOptions trust;

    @Option(names = "--json", description = "As JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
        List<Certificate> given = TrustOptions.certificates(file);
        return trust.use(base -> {
            if (base.anchors().isEmpty()) {
                throw new RefusedException(
                        RefusalCode.NOT_FOUND,
                        "There is no CA in the folder whose roots could be trusted; name roots with --trust FILE.");
            }
            List<Certificate> others = new ArrayList<>(given.subList(1, given.size()));
            others.addAll(base.others());
            TrustedPath path = PathValidation.trusted(
                            given.get(0),
                            new Setting(
                                    base.anchors(), others, Optional.empty(), base.now(), Policies.ANY, Strength.TODAY))
                    .orThrow();
            return tell(path, base.revocation().statuses(path, base.now()), base.now());
        });
    }

    private int tell(TrustedPath path, List<RevocationStatus> statuses, Instant now) {
        if (json) {
            System.out.println(Json.writePretty(PathStatusView.of(path, statuses, now)));
        } else {
            for (int place = 0; place < path.length(); place++) {
                print(path.certificates().get(place), statuses.get(place), now);
            }
            Certificate anchor = path.certificates().get(path.length());
            System.out.println("trusted       " + Printable.of(anchor.toString()));
        }
        if (!trust.asksEverywhere() && statuses.stream().anyMatch(RevocationStatus.Undetermined.class::isInstance)) {
            System.err.println(
                    "Servers inside a company, or at other ports than the web's, are asked with --allow-private.");
        }
        return statuses.stream().allMatch(RevocationStatus::isGood) ? Main.DONE : Main.NO;
    }

    private static void print(Certificate certificate, RevocationStatus status, Instant now) {
        String word = status.fold(good -> "good", revoked -> "revoked", unknown -> "undetermined");
        System.out.printf("%-12s  %s%n", word, Printable.of(certificate.toString()));
        status.fold(good -> "", StatusVerb::revocation, RevocationStatus.Undetermined::why)
                .lines()
                .forEach(line -> System.out.println("              " + Printable.of(line)));
        for (RevocationStatus.Evidence evidence : status.evidence()) {
            System.out.println("              " + Printable.of(text(evidence, now)));
        }
    }

    private static String revocation(RevocationStatus.Revoked revoked) {
        return "since " + Moment.text(revoked.at()) + ", " + revoked.reason().text()
                + revoked.invalidity()
                        .map(since -> ", its key not to be trusted since " + Moment.text(since))
                        .orElse("");
    }

    static String text(RevocationStatus.Evidence evidence, Instant now) {
        return evidence.kind().text()
                + (evidence.url().isEmpty() ? "" : " " + evidence.url())
                + " of " + Moment.text(evidence.thisUpdate()) + ", " + Span.text(evidence.age(now)) + " old"
                + evidence.nextUpdate()
                        .map(next -> ", good until " + Moment.text(next))
                        .orElse("");
    }
}

package org.signet.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signet.crypto.policy.MessageSignature;
import org.signet.crypto.smime.cms.SignatureCheck;
import org.signet.crypto.smime.cms.SignedAttributes;
import org.signet.crypto.smime.report.ChainReport;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.SignerReport;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.EmailAddress;
import org.signet.model.Printable;

/** A report as lines of text. */
final class ReportText {
    private final SecurityReport report;
    private final Consumer<String> out;

    ReportText(SecurityReport report, Consumer<String> out) {
        this.report = report;
        this.out = out;
    }

    private void line(String label, String text) {
        out.accept(String.format("%-13s %s", label, Printable.of(text)));
    }

    void print() {
        line("protection", report.protection().text());
        new VerdictText(report.verdicts(), out).print();
        line("sender", report.sender().result().text());
        report.layers().forEach(this::layer);
        report.warnings().forEach(warning -> line("warning", warning.text()));
    }

    private void layer(Layer layer) {
        if (layer instanceof Layer.Signed signed) {
            signed.signers().forEach(this::signer);
        } else if (layer instanceof Layer.Encrypted encrypted) {
            line(
                    "encrypted",
                    encrypted.cipher().text() + " to " + encrypted.recipients().size()
                            + (encrypted.recipients().size() == 1 ? " recipient, " : " recipients, ")
                            + encrypted
                                    .opened()
                                    .map(by -> encrypted.opening().text() + " by the key of " + by)
                                    .orElse(encrypted.opening().text()));
        } else if (layer instanceof Layer.Certificates only) {
            only.certificates().forEach(each -> line("certificate", each.toString()));
        } else {
            line("layer", layer.form());
        }
    }

    private void signer(SignerReport signer) {
        SignatureCheck check = signer.check();
        String who = check.certificate()
                .map(ReportText::name)
                .orElseGet(() -> check.info().signer().toString());
        Optional<Instant> time = check.info().attributes().flatMap(SignedAttributes::signingTime);
        line(
                "signed by",
                who
                        + check.algorithm()
                                .map(MessageSignature::name)
                                .map(name -> ", " + name)
                                .orElse("")
                        + time.map(at -> ", at " + Moment.text(at) + " as it says")
                                .orElse("")
                        + (signer.holds() ? "" : check.isOpen() ? "; not checked" : "; does not hold"));
        ChainReport chain = signer.chain();
        chain.path().stream().skip(1).forEach(above -> line("  below", above.toString()));
        chain.statuses().stream()
                .filter(Undetermined.class::isInstance)
                .forEach(status -> line("  status", "not known. " + ((Undetermined) status).why()));
        chain.statuses().stream()
                .flatMap(status -> status.evidence().stream())
                .forEach(evidence -> line("  status", StatusVerb.text(evidence, report.at())));
    }

    private static String name(Certificate certificate) {
        List<EmailAddress> addresses = certificate.content().allAddresses();
        return addresses.isEmpty()
                ? certificate.toString()
                : certificate.content().shortName() + " <"
                        + String.join(
                                ", ", addresses.stream().map(Object::toString).toList()) + ">";
    }
}

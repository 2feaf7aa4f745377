package org.signet.ca.authority;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.x509.CertificateContent;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.model.Finding;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Severity;

/**
 * A certificate's content that passed every lint rule of severity error. The only thing that can be signed, and only
 * once.
 */
public final class Prepared {
    private final CertificateTemplate template;
    private final CertificateContent content;
    private final List<Finding> findings;
    private final AtomicBoolean redeemed = new AtomicBoolean();

    private Prepared(CertificateTemplate template, CertificateContent content, List<Finding> findings) {
        this.template = template;
        this.content = content;
        this.findings = List.copyOf(findings);
    }

    /** Encodes the template, reads it back as a client would and judges it. */
    static Outcome<Prepared> of(CertificateTemplate template) {
        return CertificateContent.parse(template.encode()).then(content -> judged(template, content));
    }

    private static Outcome<Prepared> judged(CertificateTemplate template, CertificateContent content) {
        List<Finding> findings = Lint.check(content);
        return findings.stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .findFirst()
                .map(error -> Outcome.<Prepared>refused(
                        RefusalCode.LINT, "The certificate would break " + error.citation() + ": " + error.message()))
                .orElseGet(() -> Outcome.ok(new Prepared(template, content, findings)));
    }

    /** What the linter remarked without objecting: warnings and notices. */
    public List<Finding> findings() {
        return findings;
    }

    public CertificateContent content() {
        return content;
    }

    /** The template, once: a second call is a programmer's slip. */
    CertificateTemplate redeem() {
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException("this content was signed already");
        }
        return template;
    }
}

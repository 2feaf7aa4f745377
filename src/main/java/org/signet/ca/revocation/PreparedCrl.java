package org.signet.ca.revocation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.lint.crl.CrlScope;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Crl;
import org.signet.crypto.x509.CrlContent;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Severity;

/** A CRL's content that passed every lint rule of severity error. The only thing that becomes a CRL, and only once. */
final class PreparedCrl {
    private final SignatureScheme scheme;
    private final CrlContent content;
    private final AtomicBoolean redeemed = new AtomicBoolean();

    private PreparedCrl(SignatureScheme scheme, CrlContent content) {
        this.scheme = scheme;
        this.content = content;
    }

    /** Encodes the template, reads it back as a client would and judges it. */
    static Outcome<PreparedCrl> of(CrlTemplate template, CrlScope scope) {
        return CrlContent.parse(template.encode())
                .then(content -> CrlLint.check(content, scope).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .findFirst()
                        .map(error -> Outcome.<PreparedCrl>refused(
                                RefusalCode.LINT,
                                "The CRL would break " + error.citation() + ": " + error.message()
                                        + " The one before it stays in force; report this as a fault of Signet."))
                        .orElseGet(() -> Outcome.ok(new PreparedCrl(template.signature(), content))));
    }

    /** The signed CRL, once: a second call is a programmer's slip. */
    Crl sign(SigningKey key) {
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException("this content was signed already");
        }
        return Crl.assemble(content, key.sign(scheme, content.der().toArray()));
    }
}

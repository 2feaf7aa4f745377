package org.signet.ca.revocation;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.lint.crl.CrlLint;
import org.signet.crypto.lint.crl.CrlScope;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.CrlAssembly;
import org.signet.crypto.x509.CrlTemplate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Severity;

/** A CRL's content that passed every lint rule of severity error. The only thing that becomes a CRL, and only once. */
final class PreparedCrl implements AutoCloseable {
    private final SignatureScheme scheme;
    private final CrlAssembly assembly;
    private final AtomicBoolean redeemed = new AtomicBoolean();

    private PreparedCrl(SignatureScheme scheme, CrlAssembly assembly) {
        this.scheme = scheme;
        this.assembly = assembly;
    }

    /** Who shows the entries of a CRL, one after the other. */
    interface Entries extends Consumer<Consumer<CrlTemplate.Entry>> {}

    /**
     * Encodes the template and each entry, and judges them.
     *
     * @param folder where the entries may lie until the CRL is signed
     */
    static Outcome<PreparedCrl> of(CrlTemplate template, CrlScope scope, Entries entries, Path folder) {
        CrlAssembly assembly = CrlAssembly.of(template.frame(), folder);
        try {
            CrlLint lint = new CrlLint(assembly.frame(), scope);
            entries.accept(entry -> lint.see(assembly.add(entry)));
            Outcome<PreparedCrl> prepared = lint.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .findFirst()
                    .map(error -> Outcome.<PreparedCrl>refused(
                            RefusalCode.LINT,
                            "The CRL would break " + error.citation() + ": " + error.message()
                                    + " The one before it stays in force; report this as a fault of Signet."))
                    .orElseGet(() -> Outcome.ok(new PreparedCrl(template.signature(), assembly)));
            prepared.run(good -> {}, refusal -> assembly.close());
            return prepared;
        } catch (RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    int entries() {
        return assembly.count();
    }

    /** The signed CRL in DER, once: a second call is a programmer's slip. */
    InputStream sign(SigningKey key) {
        if (!redeemed.compareAndSet(false, true)) {
            throw new IllegalStateException("this content was signed already");
        }
        return assembly.signed(key.sign(scheme, assembly.content()));
    }

    @Override
    public void close() {
        assembly.close();
    }
}

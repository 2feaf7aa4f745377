package org.signet.ca.authority;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** What others certified of a key of ours: an issuing CA's certificate, and the path from it to their root. */
public final class ExternalChain {
    private ExternalChain() {}

    /**
     * The path, ours first and their root last; refused if the key is another, if it makes no CA, or if something on the path
     * would make certificates for these domains invalid.
     */
    public static Outcome<List<Certificate>> check(
            List<Certificate> given, PublicKey key, List<String> domains, Instant now) {
        Optional<Certificate> ours = given.stream()
                .filter(each -> each.content().publicKey().equals(key))
                .findFirst();
        if (ours.isEmpty()) {
            return refused("None of these certificates is for the key of the request; ask for the right file.");
        }
        List<Certificate> anchors = given.stream()
                .filter(each -> each.signedBy(each.content().publicKey()))
                .toList();
        if (anchors.isEmpty()) {
            return refused("The root's certificate is not among them; put it into the same file.");
        }
        Certificate ca = ours.get();
        if (!ca.content().isCa()) {
            return refused("The certificate does not make its holder a CA; ask for one with basicConstraints CA.");
        }
        return PathValidation.path(
                        ca,
                        new PathValidation.Setting(
                                anchors,
                                given,
                                Optional.empty(),
                                now,
                                PathValidation.Policies.ANY,
                                PathValidation.Strength.TODAY))
                .then(path -> usable(path, domains));
    }

    private static Outcome<List<Certificate>> usable(List<Certificate> path, List<String> domains) {
        if (path.size() < 2) {
            return refused("The certificate signs itself; it must come from the CA above.");
        }
        Certificate ca = path.get(0);
        if (ca.content().subject().isEmpty()) {
            return refused("The certificate's subject is empty, and a CA needs a name; ask for one as in the request.");
        }
        if (!ca.mayCertify()) {
            return refused("The certificate's keyUsage must allow to sign certificates and CRLs.");
        }
        for (int i = 0; i < path.size(); i++) {
            Certificate each = path.get(i);
            // Validating the CA's own path leaves room for one CA less than a path to somebody below it.
            if (each.pathLength().isPresent() && each.pathLength().get() < i) {
                return refused(each.content().shortName() + " allows fewer than " + i
                        + " CAs below it; ask for a longer path length in its basicConstraints, or for none.");
            }
            if (i < path.size() - 1 && !each.servesMail()) {
                return refused(each.content().shortName()
                        + " is limited to purposes other than mail (extKeyUsage lacks emailProtection); ask for one with it, or without"
                        + " that extension.");
            }
            if (each.constrainsSubjects()) {
                return refused(each.content().shortName()
                        + " limits the names of subjects (directoryName in nameConstraints), and people's names may lie"
                        + " outside; ask for a certificate that limits mailboxes alone.");
            }
            for (String domain : domains) {
                if (!each.permits(new EmailAddress("postmaster", domain))) {
                    return refused(each.content().shortName() + " may not certify addresses of " + domain
                            + "; ask for a certificate that may, or take the domain out of signet.toml.");
                }
            }
        }
        return Outcome.ok(path);
    }

    private static <T> Outcome<T> refused(String detail) {
        return Outcome.refused(RefusalCode.UNTRUSTED, detail);
    }
}

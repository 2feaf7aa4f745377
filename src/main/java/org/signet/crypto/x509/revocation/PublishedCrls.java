package org.signet.crypto.x509.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.Outcome;
import org.signet.model.Refusal;

/** What the CRLs say that certificates name, complete ones and their deltas. */
final class PublishedCrls implements RevocationSource {
    private final StatusServers servers;

    PublishedCrls(StatusServers servers) {
        this.servers = servers;
    }

    @Override
    public RevocationStatus status(TrustedPath path, int place, Instant at) {
        try {
            if (StatusAddresses.points(path.certificates().get(place)).isEmpty()) {
                return new Undetermined("It names no CRL that can be fetched over http.");
            }
            Fetched fetched = new Fetched();
            // Those of the CAs above too: a CRL may be signed by a certificate of theirs.
            path.certificates().subList(place, path.length()).forEach(fetched::about);
            RevocationStatus status = new CrlJudgement(path, place, at).of(fetched.crls.values());
            return status instanceof Undetermined unknown && !fetched.failures.isEmpty()
                    ? unknown.orElse(new Undetermined(String.join(" ", fetched.failures)))
                    : status;
        } catch (RuntimeException malformed) {
            return new Undetermined("What it says of its CRLs is malformed.");
        }
    }

    /** What came, by address, and why the rest did not. */
    private final class Fetched {
        private final Map<String, StoredCrl> crls = new LinkedHashMap<>();
        private final List<String> failures = new ArrayList<>();

        void about(Certificate certificate) {
            List<List<String>> deltas = new ArrayList<>(StatusAddresses.freshest(certificate));
            for (List<String> point : StatusAddresses.points(certificate)) {
                fetch(point);
            }
            crls.values().forEach(crl -> deltas.addAll(StatusAddresses.freshest(crl)));
            deltas.forEach(this::fetch);
        }

        /** The first of these addresses at which there is one. */
        private void fetch(List<String> addresses) {
            List<String> refusals = new ArrayList<>();
            for (String url : addresses) {
                if (crls.containsKey(url)) {
                    return;
                }
                Outcome<StoredCrl> crl = servers.crl(url);
                if (crl.isOk()) {
                    crls.put(url, crl.orThrow());
                    return;
                }
                Refusal refusal = crl.refusal();
                refusals.add(refusal.detail());
            }
            failures.addAll(refusals);
        }
    }
}

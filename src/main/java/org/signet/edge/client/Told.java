package org.signet.edge.client;

import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.CertificateView;
import org.signet.model.Outcome;

/**
 * What a server told of an address. Nothing of it is verified.
 *
 * @param certificates to encrypt to, best first; empty if there are none
 * @param authorities of a partner's: CA certificates that may lie between these and a root
 */
public record Told(List<Certificate> certificates, List<Certificate> authorities) {
    public Told {
        certificates = List.copyOf(certificates);
        authorities = List.copyOf(authorities);
    }

    static Outcome<Told> of(CertificateView.Found found) {
        return SignetClient.certificates(
                        found.certificates().stream().map(CertificateView::pem).toList())
                .then(people -> SignetClient.certificates(found.authorities()).map(cas -> new Told(people, cas)));
    }
}

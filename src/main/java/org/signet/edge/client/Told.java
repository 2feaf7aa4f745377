package org.signet.edge.client;

import java.util.List;
import java.util.Optional;
import org.signet.ca.directory.Entry;
import org.signet.crypto.x509.Certificate;
import org.signet.edge.json.CertificateView;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.PersonName;

/**
 * What a server tells of one address.
 *
 * @param certificates to encrypt to, best first; empty if there are none
 * @param authorities of a partner's: CA certificates that may lie between these and a root
 * @param holder whose they are; empty if the server does not say
 */
public record Told(List<Certificate> certificates, List<Certificate> authorities, Optional<Holder> holder) {
    public Told {
        certificates = List.copyOf(certificates);
        authorities = List.copyOf(authorities);
    }

    /** As the server's records say it. */
    record Holder(PersonName name, List<EmailAddress> addresses) {
        static Outcome<Holder> of(CertificateView.Holder holder) {
            return PersonName.parse(holder.name(), holder.givenName(), holder.surname(), holder.pseudonym())
                    .map(name -> new Holder(
                            name,
                            holder.emails().stream()
                                    .map(EmailAddress::parse)
                                    .filter(Outcome::isOk)
                                    .map(Outcome::orThrow)
                                    .toList()));
        }
    }

    static Outcome<Told> of(CertificateView.Found found) {
        return SignetClient.certificates(
                        found.certificates().stream().map(CertificateView::pem).toList())
                .then(people -> SignetClient.certificates(found.authorities())
                        .map(cas -> new Told(
                                people,
                                cas,
                                Optional.ofNullable(found.holder())
                                        .flatMap(holder ->
                                                Holder.of(holder).fold(Optional::of, refusal -> Optional.empty())))));
    }

    /**
     * As an entry of a directory; there must be a certificate.
     *
     * @param above CA certificates that may stand above
     */
    public Entry entry(EmailAddress asked, List<Certificate> above) {
        return holder.map(who -> Entry.told(who.name(), who.addresses(), certificates, above))
                .orElseGet(() -> Entry.told(asked, certificates, above));
    }
}

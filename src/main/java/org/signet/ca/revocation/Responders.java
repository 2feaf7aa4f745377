package org.signet.ca.revocation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.signet.ca.authority.CertificateStore;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.IssuerKeys;
import org.signet.ca.authority.ResponderCertification;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.OcspResponder;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.Outcome;

/**
 * The keys that sign OCSP answers in the issuers' places, one for each (RFC 6960 §4.2.2.2). They are made and renewed while the
 * issuer's key is at hand, and serve on without it until their certificates end.
 */
public final class Responders {
    /** Of a certificate's life: for the other half the issuing key may be away. */
    private static final Duration RENEWAL = OcspResponder.LIFETIME.dividedBy(2);

    private final Supplier<List<Issuer>> issuers;
    private final CertificateStore certificates;
    private final ResponderCertification certification;
    private final IssuerKeys keys;
    private final Files files;
    private final Company company;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, Responder> held = new ConcurrentHashMap<>();

    /** Port: where keys of the server's own lie between two runs, by a name. */
    public interface Files {
        /** The key with its chain; empty if it is not there or does not open. */
        Optional<Pkcs12File> read(String name);

        void write(String name, Pkcs12File file);
    }

    /** @param certificate issued by the very CA that it answers for */
    public record Responder(Certificate certificate, SigningKey key) {}

    /**
     * None is here before {@link #keep}.
     *
     * @param issuers every CA, ours and others
     */
    public Responders(
            Supplier<List<Issuer>> issuers,
            CertificateStore certificates,
            ResponderCertification certification,
            IssuerKeys keys,
            Files files,
            Company company,
            Clock clock,
            SecureRandom random) {
        this.issuers = issuers;
        this.certificates = certificates;
        this.certification = certification;
        this.keys = keys;
        this.files = files;
        this.company = company;
        this.clock = clock;
        this.random = random;
    }

    /** The one that answers for that issuer now; empty as long as there is none. Quick: asked for at every answer. */
    public Optional<Responder> of(String issuerId) {
        return Optional.ofNullable(held.get(issuerId))
                .filter(responder ->
                        responder.certificate().content().validity().contains(clock.instant()));
    }

    /**
     * Sees to it that every issuer has one that is good for a while: to be called again and again.
     *
     * @param refused told for which that cannot be, and why
     */
    public synchronized void keep(Consumer<String> refused) {
        Instant now = clock.instant();
        List<Issuer> answered =
                issuers.get().stream().filter(issuer -> issuer.answers(now)).toList();
        held.keySet().retainAll(answered.stream().map(Issuer::id).toList());
        answered.forEach(issuer -> keep(issuer, now, refused));
    }

    private void keep(Issuer issuer, Instant now, Consumer<String> refused) {
        Optional<Responder> known = Optional.ofNullable(held.get(issuer.id()))
                .or(() -> onDisk(issuer))
                .filter(responder -> isOurs(responder.certificate(), issuer, now));
        known.ifPresentOrElse(responder -> held.put(issuer.id(), responder), () -> held.remove(issuer.id()));
        if (known.filter(responder -> isYoung(responder.certificate(), now)).isEmpty()) {
            make(issuer)
                    .run(
                            made -> held.put(issuer.id(), made),
                            refusal -> refused.accept(issuer.id() + ": " + refusal.detail()));
        }
    }

    private Optional<Responder> onDisk(Issuer issuer) {
        return files.read(name(issuer))
                .map(file -> new Responder(file.chain().get(0), file.key()))
                .filter(responder -> responder
                        .key()
                        .belongsTo(responder.certificate().content().publicKey()));
    }

    /** Recorded here as that issuer's responder, and not revoked. */
    private boolean isOurs(Certificate certificate, Issuer issuer, Instant now) {
        return certificate
                .content()
                .soundSerial()
                .fold(certificates::find, unsound -> Optional.<CertificateRecord>empty())
                .filter(record -> record.der().equals(certificate.der())
                        && record.issuerId().equals(issuer.id())
                        && record.profile().equals(OcspResponder.ID)
                        && record.usableAt(now))
                .isPresent();
    }

    private static boolean isYoung(Certificate certificate, Instant now) {
        return now.isBefore(certificate.content().validity().notBefore().plus(RENEWAL));
    }

    private Outcome<Responder> make(Issuer issuer) {
        return keys.key(issuer).then(issuerKey -> {
            SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, random);
            return certification
                    .certify(issuer, issuerKey, company, key.publicKey(), Actor.system())
                    .map(record -> {
                        Certificate certificate =
                                Certificate.parse(record.der()).orThrow();
                        files.write(name(issuer), new Pkcs12File(key, List.of(certificate, issuer.certificate())));
                        return new Responder(certificate, key);
                    });
        });
    }

    private static String name(Issuer issuer) {
        return "ocsp-" + issuer.id();
    }
}

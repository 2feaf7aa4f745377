package org.signet.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.signet.ca.authority.Issuer;
import org.signet.ca.authority.ResponderCertification;
import org.signet.ca.profile.OcspResponder;
import org.signet.ca.revocation.Responders;
import org.signet.crypto.keys.SigningKey;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Actor;
import org.signet.model.CertificateRecord;
import org.signet.model.Outcome;

/**
 * The keys that sign OCSP answers, one for each issuer, in {@code keys/ocsp-ISSUER.p12}. They are made and renewed by themselves
 * while the issuer's key is at hand, and serve on without it until their certificates end.
 */
final class OcspKeys implements Responders {
    /** Of a certificate's life: so it outlives an issuing key that is away for the other half. */
    private static final Duration RENEWAL = OcspResponder.LIFETIME.dividedBy(2);

    private final Signet signet;
    private final Map<String, Responder> held = new ConcurrentHashMap<>();

    OcspKeys(Signet signet) {
        this.signet = signet;
    }

    @Override
    public Optional<Responder> of(String issuerId) {
        return Optional.ofNullable(held.get(issuerId))
                .filter(responder -> responder
                        .certificate()
                        .content()
                        .validity()
                        .contains(signet.clock().instant()));
    }

    /**
     * Sees to it that every issuer has one.
     *
     * @param refused told for which that cannot be, and why
     */
    synchronized void keep(Consumer<String> refused) {
        Instant now = signet.clock().instant();
        List<Issuer> answered = signet.authority().issuers().stream()
                .filter(issuer -> issuer.answers(now))
                .toList();
        held.keySet().retainAll(answered.stream().map(Issuer::id).toList());
        answered.forEach(issuer -> keep(issuer, now, refused));
    }

    private void keep(Issuer issuer, Instant now, Consumer<String> refused) {
        Optional<Responder> known = Optional.ofNullable(held.get(issuer.id()))
                .or(() -> onDisk(issuer))
                .filter(responder -> isOurs(responder.certificate(), issuer, now));
        known.ifPresentOrElse(responder -> held.put(issuer.id(), responder), () -> held.remove(issuer.id()));
        boolean young =
                known.filter(responder -> isYoung(responder.certificate(), now)).isPresent();
        if (!young) {
            make(issuer)
                    .run(
                            made -> held.put(issuer.id(), made),
                            refusal -> refused.accept(issuer.id() + ": " + refusal.detail()));
        }
    }

    private Optional<Responder> onDisk(Issuer issuer) {
        return signet.keys()
                .file(file(issuer))
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
                .fold(serial -> signet.certificates().find(serial), unsound -> Optional.<CertificateRecord>empty())
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
        return signet.keys().key(issuer).then(issuerKey -> {
            SoftwareKey key = SoftwareKey.generate(KeyType.EC_P256, signet.random());
            return certify(issuer, issuerKey, key).map(certificate -> {
                NewKey.of(signet.folder(), file(issuer), key, signet.random())
                        .keep(List.of(certificate, issuer.certificate()));
                return new Responder(certificate, key);
            });
        });
    }

    private Outcome<Certificate> certify(Issuer issuer, SigningKey issuerKey, SoftwareKey key) {
        return new ResponderCertification(
                        signet.certificates(), signet.transactions(), signet.audit(), signet.clock(), signet.random())
                .certify(issuer, issuerKey, signet.config().asNamed(), key.publicKey(), Actor.system())
                .map(record -> Certificate.parse(record.der()).orThrow());
    }

    private static String file(Issuer issuer) {
        return "ocsp-" + issuer.id();
    }
}

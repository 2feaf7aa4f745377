package org.signet.crypto.x509.ocsp;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.crypto.x509.Issued;
import org.signet.crypto.x509.ocsp.OcspAnswer.Single;
import org.signet.model.Bytes;
import org.signet.model.DistinguishedName;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** A CA, a certificate of it, and a key that answers for it, as tests of OCSP want them. */
record Asked(Issued issued, KeyPair responderKey, Certificate responder) {
    static final Instant NOW = Instant.parse("2026-11-25T08:00:00.987Z");
    static final Duration LIFE = Duration.ofHours(12);

    static Asked with(KeyType type) {
        Issued issued = Issued.with(type);
        KeyPair key = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        return new Asked(issued, key, responder(issued, key, Set.of(ExtendedKeyUse.OCSP_SIGNING)));
    }

    /** A certificate below that CA for that key and these purposes. */
    static Certificate responder(Issued issued, KeyPair key, Set<ExtendedKeyUse> purposes) {
        return Issued.sign(
                new CertificateTemplate(
                        new SerialNumber(BigInteger.valueOf(0x815)),
                        issued.ca(),
                        DistinguishedName.commonName("Example OCSP responder"),
                        new Validity(Issued.FROM, Issued.FROM.plus(Duration.ofDays(30))),
                        key.getPublic(),
                        SignatureScheme.forKey(issued.caKey().getPublic()),
                        new Purpose(Set.of(KeyUsageBit.DIGITAL_SIGNATURE), purposes, List.of()),
                        null,
                        List.of(),
                        List.of(),
                        Links.NONE),
                issued.caKey());
    }

    Certificate leaf() {
        return issued.leaf();
    }

    Certificate ca() {
        return issued.ca();
    }

    OcspRequest request(Optional<Bytes> nonce) {
        return OcspRequest.forCertificate(leaf(), ca(), nonce);
    }

    OcspAnswer answer(OcspStatus status, Optional<Bytes> nonce) {
        return new OcspAnswer(
                request(nonce).ids().stream()
                        .map(id -> new Single(id, status, NOW, NOW.plus(LIFE)))
                        .toList(),
                NOW,
                nonce);
    }

    Bytes signed(OcspAnswer answer) {
        return signed(answer, responder, responderKey);
    }

    static Bytes signed(OcspAnswer answer, Certificate responder, KeyPair key) {
        SignatureScheme scheme = SignatureScheme.forKey(key.getPublic());
        return answer.signed(responder, data -> Providers.sign(scheme, key.getPrivate(), data));
    }

    /** One to four octets changed, taken out or put in, or the end cut off. */
    static byte[] mutated(byte[] original, Random random) {
        byte[] octets = original.clone();
        for (int i = random.nextInt(4); i >= 0 && octets.length > 0; i--) {
            int place = random.nextInt(octets.length);
            switch (random.nextInt(5)) {
                case 0 -> octets[place] = (byte) random.nextInt(256);
                case 1 -> octets[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> octets = spliced(octets, place, 1, new byte[0]);
                case 3 -> octets = spliced(octets, place, 0, new byte[] {(byte) random.nextInt(256)});
                default -> octets = random.nextInt(8) == 0 ? java.util.Arrays.copyOf(octets, place) : octets;
            }
        }
        return octets;
    }

    private static byte[] spliced(byte[] octets, int place, int out, byte[] in) {
        byte[] changed = new byte[octets.length - out + in.length];
        System.arraycopy(octets, 0, changed, 0, place);
        System.arraycopy(in, 0, changed, place, in.length);
        System.arraycopy(octets, place + out, changed, place + in.length, octets.length - place - out);
        return changed;
    }
}

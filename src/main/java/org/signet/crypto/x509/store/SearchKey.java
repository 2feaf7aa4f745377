package org.signet.crypto.x509.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * What certificates are asked by in RFC 4387 §2.2, as SHA-1 hashes of 20 octets. They find; whoever trusts what was found checks it
 * otherwise.
 */
public enum SearchKey {
    /** Of the whole certificate. */
    CERTIFICATE("certHash"),
    /** Of the issuer's name in DER. */
    ISSUER("iHash"),
    /** Of IssuerAndSerialNumber in DER (RFC 5652 §10.2.4). */
    ISSUER_AND_SERIAL("iAndSHash"),
    /** Of the subject's name in DER. */
    SUBJECT("sHash"),
    /** Of the octets of the subject key identifier. */
    KEY_IDENTIFIER("sKIDHash"),
    /** Of the common name in UTF-8. The protocol has it as text; it is kept like the others. */
    NAME("name");

    private static final int OCTETS = 20;
    private static final int KEPT = 8;

    private final String attribute;

    SearchKey(String attribute) {
        this.attribute = attribute;
    }

    /** As the protocol spells it, case and all. */
    public String attribute() {
        return attribute;
    }

    /** The octets of a hash. */
    public static int octets() {
        return OCTETS;
    }

    /** The certificate's; empty if it does not say what is hashed. */
    public Optional<Bytes> of(Certificate certificate) {
        var tbs = certificate.content().asn1();
        return switch (this) {
            case CERTIFICATE -> Optional.of(certificate.sha1().digest());
            case ISSUER -> hash(tbs.getIssuer());
            case ISSUER_AND_SERIAL ->
                hash(new IssuerAndSerialNumber(
                        tbs.getIssuer(), tbs.getSerialNumber().getValue()));
            case SUBJECT -> hash(tbs.getSubject());
            case KEY_IDENTIFIER -> certificate.content().subjectKeyIdentifier().map(octets -> hash(octets.toArray()));
            case NAME -> Optional.of(ofName(certificate.content().shortName()));
        };
    }

    /** The {@link #NAME} key of a common name. */
    public static Bytes ofName(String commonName) {
        return hash(commonName.getBytes(StandardCharsets.UTF_8));
    }

    /** The beginnings of all hashes by which a person's certificate is kept; the issuer's is the same for all. */
    public static Set<Long> kept(Certificate certificate) {
        return Arrays.stream(values())
                .filter(key -> key != ISSUER)
                .flatMap(key -> key.of(certificate).stream())
                .map(SearchKey::kept)
                .collect(Collectors.toSet());
    }

    /** The first eight octets of a hash, as a number. */
    public static long kept(Bytes hash) {
        return Long.parseUnsignedLong(hash.hex().substring(0, 2 * KEPT), 16);
    }

    private static Optional<Bytes> hash(ASN1Object value) {
        try {
            return Optional.of(hash(value.getEncoded(ASN1Encoding.DER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes hash(byte[] octets) {
        return Bytes.of(Providers.sha1Name(octets));
    }
}

package org.signet.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SerialNumber;

/** A signed certificate revocation list (RFC 5280 §5). */
public final class Crl {
    private final Bytes der;
    private final CrlContent content;
    private final byte[] signature;

    private Crl(Bytes der, CrlContent content, byte[] signature) {
        this.der = der;
        this.content = content;
        this.signature = signature;
    }

    /** Parses one DER CRL, with nothing behind it. */
    public static Outcome<Crl> parse(Bytes der) {
        try {
            CertificateList asn1 = CertificateList.getInstance(ASN1Primitive.fromByteArray(der.toArray()));
            CrlContent content = CrlContent.of(
                    SignedOctets.of(der), asn1.getTBSCertList(), Optional.of(asn1.getSignatureAlgorithm()));
            return Outcome.ok(new Crl(der, content, asn1.getSignature().getOctets()));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed CRL.");
        }
    }

    /** Every CRL in a file: one DER, or any number of PEM blocks, also none. */
    public static Outcome<List<Crl>> parseFile(byte[] file) {
        if (!Pem.isPem(file)) {
            return parse(Bytes.of(file)).map(List::of);
        }
        List<Crl> crls = new ArrayList<>();
        for (Bytes encoding : Pem.decodeAll(Pem.CRL, new String(file, StandardCharsets.ISO_8859_1))) {
            Outcome<Crl> parsed = parse(encoding);
            if (!parsed.isOk()) {
                return Outcome.refused(parsed.refusal());
            }
            crls.add(parsed.orThrow());
        }
        return Outcome.ok(crls);
    }

    public Bytes der() {
        return der;
    }

    public CrlContent content() {
        return content;
    }

    public Instant thisUpdate() {
        return content.thisUpdate();
    }

    public Optional<Instant> nextUpdate() {
        return content.nextUpdate();
    }

    /** The CRL number, if the extension is there. */
    public Optional<BigInteger> number() {
        return content.number();
    }

    /** The URLs that its issuingDistributionPoint names (RFC 5280 §5.2.5); empty if it is there for every certificate. */
    public List<String> distributionPoints() {
        return content.extension(Extension.issuingDistributionPoint).stream()
                .map(extension -> IssuingDistributionPoint.getInstance(extension.getParsedValue()))
                .flatMap(point -> UriNames.of(point.getDistributionPoint()).stream())
                .toList();
    }

    /** The serial numbers it lists. */
    public Set<SerialNumber> serials() {
        return StreamSupport.stream(content.entries().spliterator(), false)
                .map(entry -> new SerialNumber(entry.getUserCertificate().getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if it says that this CA issued it; whose key signed it is another question. */
    public boolean names(Certificate ca) {
        return content.asn1().getIssuer().equals(ca.content().asn1().getSubject());
    }

    /** True if that key made this CRL's signature, with the algorithm that the signed part names too (§5.1.1.2). */
    public boolean signedBy(PublicKey key) {
        String oid = content.asn1().getSignature().getAlgorithm().getId();
        return content.outerAlgorithm()
                        .filter(outer -> outer.getAlgorithm().getId().equals(oid))
                        .isPresent()
                && SignatureScheme.ofOid(oid)
                        .map(scheme ->
                                Providers.verify(scheme, key, content.der().toArray(), signature))
                        .orElse(false);
    }
}

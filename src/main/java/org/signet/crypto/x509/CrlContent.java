package org.signet.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/**
 * What a CRL says: its TBSCertList (RFC 5280 §5.1.2), signed or still to be signed. Everything that may be judged before a
 * signature exists is judged on this.
 */
public final class CrlContent {
    private final Bytes der;
    private final TBSCertList asn1;
    private final Optional<AlgorithmIdentifier> outerAlgorithm;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final Optional<BigInteger> number;

    /** Reads all that the accessors tell, so that none of them fails later. */
    private CrlContent(Bytes der, TBSCertList asn1, Optional<AlgorithmIdentifier> outerAlgorithm) {
        this.der = der;
        this.asn1 = asn1;
        this.outerAlgorithm = outerAlgorithm;
        Names.check(asn1.getIssuer());
        this.thisUpdate = Times.instant(asn1.getThisUpdate());
        this.nextUpdate = Optional.ofNullable(asn1.getNextUpdate()).map(Times::instant);
        this.number = extension(Extension.cRLNumber)
                .map(e -> ASN1Integer.getInstance(e.getParsedValue()).getValue());
        checkEntries();
    }

    /** Parses a DER TBSCertList, as {@link CrlTemplate#frame} makes it. */
    public static Outcome<CrlContent> parse(Bytes der) {
        try {
            return Outcome.ok(
                    of(der, TBSCertList.getInstance(ASN1Primitive.fromByteArray(der.toArray())), Optional.empty()));
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not the content of a CRL.");
        }
    }

    /** @throws RuntimeException if something in it is malformed */
    static CrlContent of(Bytes der, TBSCertList asn1, Optional<AlgorithmIdentifier> outerAlgorithm) {
        return new CrlContent(der, asn1, outerAlgorithm);
    }

    /** Entries are read when they are asked for; a malformed one must show before that. */
    private void checkEntries() {
        for (TBSCertList.CRLEntry entry : entries()) {
            new SerialNumber(entry.getUserCertificate().getValue());
            entry.getRevocationDate();
            entry.getExtensions();
        }
    }

    /** The DER encoding of the TBSCertList: what the signature covers. */
    public Bytes der() {
        return der;
    }

    /** The ASN.1 structure, for the rest of the crypto core. */
    public TBSCertList asn1() {
        return asn1;
    }

    /** The algorithm that stands beside the signature, outside of what it covers; empty before there is a signature. */
    public Optional<AlgorithmIdentifier> outerAlgorithm() {
        return outerAlgorithm;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** The CRL number, if the extension is there. */
    public Optional<BigInteger> number() {
        return number;
    }

    /** The issuer as text, most general attribute first. Hostile input: escape it wherever it is shown. */
    public String issuer() {
        return Names.text(asn1.getIssuer());
    }

    /** An extension of the whole list by its OID. */
    public Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        Extensions extensions = asn1.getExtensions();
        return Optional.ofNullable(extensions == null ? null : extensions.getExtension(oid));
    }

    /** What it revokes, by serial number; an entry taken back in a delta is left out. */
    public Map<SerialNumber, CrlTemplate.Entry> revocations() {
        Map<SerialNumber, CrlTemplate.Entry> all = new LinkedHashMap<>();
        for (TBSCertList.CRLEntry entry : entries()) {
            SerialNumber serial = new SerialNumber(entry.getUserCertificate().getValue());
            Instant at = Times.instant(entry.getRevocationDate());
            all.put(serial, new CrlTemplate.Entry(serial, at, reason(entry), invalidity(entry)));
        }
        return all;
    }

    private static RevocationReason reason(TBSCertList.CRLEntry entry) {
        return Optional.ofNullable(entry.getExtensions())
                .map(extensions -> extensions.getExtensionParsedValue(Extension.reasonCode))
                .map(value -> ASN1Enumerated.getInstance(value).intValueExact())
                .flatMap(RevocationReason::ofValue)
                .orElse(RevocationReason.UNSPECIFIED);
    }

    private static Optional<Instant> invalidity(TBSCertList.CRLEntry entry) {
        return Optional.ofNullable(entry.getExtensions())
                .map(extensions -> extensions.getExtensionParsedValue(Extension.invalidityDate))
                .map(value -> Times.instant(ASN1GeneralizedTime.getInstance(value)));
    }

    /** The entries in their order, each made when it is asked for: there may be very many. */
    public Iterable<TBSCertList.CRLEntry> entries() {
        return () -> {
            Iterator<?> entries = asn1.getRevokedCertificateEnumeration().asIterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public TBSCertList.CRLEntry next() {
                    return (TBSCertList.CRLEntry) entries.next();
                }
            };
        };
    }
}

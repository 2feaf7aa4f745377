package org.signet.crypto.x509.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.crypto.x509.der.DerReader;
import org.signet.crypto.x509.der.Times;
import org.signet.model.RevocationReason;

/**
 * One entry of a CRL.
 *
 * @param issuer whose certificate it is: the CRL's issuer's unless an entry up to it says otherwise (RFC 5280 §5.3.3)
 */
record CrlEntry(TBSCertList.CRLEntry asn1, X500Name issuer) {
    /** reasonCode removeFromCRL, which is in delta CRLs alone (§5.3.1). */
    private static final int REMOVE_FROM_CRL = 8;

    private static final int MAX_ENTRY = 64 * 1024;
    private static final Set<ASN1ObjectIdentifier> KNOWN =
            Set.of(Extension.reasonCode, Extension.invalidityDate, Extension.certificateIssuer);

    Instant at() {
        return Times.instant(asn1.getRevocationDate());
    }

    /** Whether it takes an earlier entry back. */
    boolean removes() {
        return code().filter(code -> code == REMOVE_FROM_CRL).isPresent();
    }

    /** What we have no word for is unspecified. */
    RevocationReason reason() {
        return code().flatMap(RevocationReason::ofValue).orElse(RevocationReason.UNSPECIFIED);
    }

    private Optional<Integer> code() {
        return extensions()
                .map(all -> all.getExtensionParsedValue(Extension.reasonCode))
                .map(value -> ASN1Enumerated.getInstance(value).intValueExact());
    }

    Optional<Instant> invalidity() {
        return extensions()
                .map(all -> all.getExtensionParsedValue(Extension.invalidityDate))
                .map(value -> Times.instant(ASN1GeneralizedTime.getInstance(value)));
    }

    Optional<Extensions> extensions() {
        return Optional.ofNullable(asn1.getExtensions());
    }

    /** A certificate as CRLs name it. */
    record Number(X500Name issuer, BigInteger serial) {
        static Number of(Certificate certificate) {
            TBSCertificate asn1 = certificate.content().asn1();
            return new Number(asn1.getIssuer(), asn1.getSerialNumber().getValue());
        }
    }

    /** Goes through the entries of a CRL in their order, and keeps those that are looked for. */
    static final class Search {
        private final Set<Number> wanted;
        private final Set<ByteBuffer> serials;
        private final Map<Number, CrlEntry> found = new HashMap<>();
        private X500Name issuer;

        /** @param crlIssuer whose certificates the first entries are about */
        Search(Set<Number> wanted, X500Name crlIssuer) {
            this.wanted = wanted;
            this.serials = wanted.stream()
                    .map(number -> ByteBuffer.wrap(number.serial().toByteArray()))
                    .collect(Collectors.toSet());
            this.issuer = crlIssuer;
        }

        /** Takes the next entry. */
        void look(DerReader der) throws IOException {
            require(der.header() == Der.SEQUENCE);
            byte[] entry = der.content(MAX_ENTRY);
            require(entry[0] == Der.INTEGER);
            int serialStart = start(entry, 0);
            int timeStart = end(entry, 0);
            int timeEnd = end(entry, timeStart);
            if (timeEnd < entry.length) {
                readExtensions(entry, timeEnd);
            }
            if (serials.contains(ByteBuffer.wrap(entry, serialStart, timeStart - serialStart))) {
                CrlEntry read = new CrlEntry(asn1(entry, timeStart, timeEnd), issuer);
                read.check();
                keep(read);
            }
        }

        /** Of several the first that revokes: a list that takes back as well is not believed. */
        private void keep(CrlEntry entry) {
            Number number = new Number(issuer, entry.asn1().getUserCertificate().getValue());
            if (wanted.contains(number)) {
                found.merge(number, entry, (old, other) -> old.removes() ? other : old);
            }
        }

        private void readExtensions(byte[] entry, int from) throws IOException {
            require(entry[from] == Der.SEQUENCE && end(entry, from) == entry.length);
            if (concernsItAlone(entry, from)) {
                return;
            }
            Extensions extensions = Extensions.getInstance(Arrays.copyOfRange(entry, from, entry.length));
            require(KNOWN.containsAll(Arrays.asList(extensions.getCriticalExtensionOIDs())));
            Extension of = extensions.getExtension(Extension.certificateIssuer);
            if (of != null) {
                issuer = Stream.of(GeneralNames.getInstance(of.getParsedValue()).getNames())
                        .filter(name -> name.getTagNo() == GeneralName.directoryName)
                        .map(name -> X500Name.getInstance(name.getName()))
                        .findFirst()
                        .orElseThrow(() -> new IOException("an entry's issuer has no name"));
            }
        }

        /** Whether there are only reason and invalidity date, neither critical, as in nearly all entries: fast to see. */
        private static boolean concernsItAlone(byte[] entry, int from) {
            for (int at = start(entry, from); at < entry.length; at = end(entry, at)) {
                int oid = start(entry, at);
                int last = entry[oid + 4];
                boolean known = entry[oid] == Der.OBJECT_IDENTIFIER
                        && entry[oid + 1] == 3
                        && entry[oid + 2] == 0x55
                        && entry[oid + 3] == 0x1d
                        && (last == 0x15 || last == 0x18);
                if (!known || entry[oid + 5] != Der.OCTET_STRING) {
                    return false;
                }
            }
            return true;
        }

        Map<Number, CrlEntry> found() {
            return found;
        }

        private static TBSCertList.CRLEntry asn1(byte[] entry, int timeStart, int timeEnd) throws IOException {
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(ASN1Primitive.fromByteArray(Arrays.copyOfRange(entry, 0, timeStart)));
            parts.add(ASN1Primitive.fromByteArray(Arrays.copyOfRange(entry, timeStart, timeEnd)));
            if (timeEnd < entry.length) {
                parts.add(ASN1Primitive.fromByteArray(Arrays.copyOfRange(entry, timeEnd, entry.length)));
            }
            return TBSCertList.CRLEntry.getInstance(new DERSequence(parts));
        }

        /** Where the content of the element there begins; lengths that do not fit into the entry end with an exception. */
        private static int start(byte[] entry, int at) {
            int first = entry[at + 1] & 0xff;
            return at + 2 + (first < 0x80 ? 0 : first - 0x80);
        }

        /** Where the element there ends. */
        private static int end(byte[] entry, int at) {
            int start = start(entry, at);
            int length = start == at + 2 ? entry[at + 1] & 0xff : 0;
            for (int i = at + 2; i < start; i++) {
                length = Math.addExact(Math.multiplyExact(length, 0x100), entry[i] & 0xff);
            }
            return Objects.checkFromIndexSize(start, length, entry.length) + length;
        }

        private static void require(boolean held) throws IOException {
            if (!held) {
                throw new IOException("an entry is malformed, or has a critical extension that is not known");
            }
        }
    }

    /** Reads what will be told of it, so that nothing fails later. */
    private void check() {
        at();
        reason();
        invalidity();
    }
}

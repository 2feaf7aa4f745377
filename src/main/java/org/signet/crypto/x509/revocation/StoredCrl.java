package org.signet.crypto.x509.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.der.Der;
import org.signet.crypto.x509.der.DerReader;
import org.signet.crypto.x509.der.Times;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/**
 * A CRL whose entries stay where they are, on disk for one: of its million entries only the one that is asked for becomes an
 * object. All else of it is read once.
 */
public final class StoredCrl {
    private static final int MAX_PART = 64 * 1024;
    private static final int EXTENSIONS = Der.TAGGED + Der.CONSTRUCTED;
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.issuingDistributionPoint,
            Extension.deltaCRLIndicator,
            Extension.authorityKeyIdentifier,
            Extension.cRLNumber);

    private final StoredOctets octets;
    private final String url;

    private long tbsStart;
    private long tbsEnd;
    private byte[] innerAlgorithm;
    private X500Name issuer;
    private Instant thisUpdate;
    private Optional<Instant> nextUpdate = Optional.empty();
    /** Where the entries begin and end. */
    private long entriesStart;

    private long entriesEnd;
    private Extensions extensions;
    private byte[] signature;

    private StoredCrl(StoredOctets octets, String url) {
        this.octets = octets;
        this.url = url;
    }

    /**
     * Reads one DER CRL, with nothing behind it, all but its entries.
     *
     * @param url where it was fetched; empty if it was at hand
     */
    public static Outcome<StoredCrl> read(StoredOctets octets, String url) {
        try (DerReader der = new DerReader(octets.open())) {
            StoredCrl crl = new StoredCrl(octets, url);
            crl.readList(der);
            return Outcome.ok(crl);
        } catch (IOException | RuntimeException e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, "This is not a well-formed CRL.");
        }
    }

    private void readList(DerReader der) throws IOException {
        long end = der.enter(Der.SEQUENCE);
        tbsStart = der.position();
        tbsEnd = der.enter(Der.SEQUENCE);
        readContent(der);
        require(der.position() == tbsEnd);
        require(der.header() == Der.SEQUENCE && Arrays.equals(der.element(MAX_PART), innerAlgorithm));
        require(der.header() == Der.BIT_STRING);
        signature = ASN1BitString.getInstance(der.element(MAX_PART)).getOctets();
        require(der.position() == end && der.isAtEnd());
    }

    /** TBSCertList (RFC 5280 §5.1.2). */
    private void readContent(DerReader der) throws IOException {
        int tag = der.header();
        boolean versioned = tag == Der.INTEGER;
        if (versioned) {
            require(Arrays.equals(der.content(1), new byte[] {1}));
            tag = der.header();
        }
        require(tag == Der.SEQUENCE);
        innerAlgorithm = der.element(MAX_PART);
        require(der.header() == Der.SEQUENCE);
        issuer = X500Name.getInstance(der.element(MAX_PART));
        der.header();
        thisUpdate = time(der.element(MAX_PART));
        tag = header(der);
        if (tag == Der.UTC_TIME || tag == Der.GENERALIZED_TIME) {
            nextUpdate = Optional.of(time(der.element(MAX_PART)));
            tag = header(der);
        }
        if (tag == Der.SEQUENCE) {
            entriesStart = der.position();
            entriesEnd = entriesStart + der.length();
            require(entriesEnd <= tbsEnd);
            der.skipTo(entriesEnd);
            tag = header(der);
        }
        if (tag == EXTENSIONS) {
            require(versioned);
            extensions = Extensions.getInstance(der.content(MAX_PART));
            tag = header(der);
        }
        require(tag < 0);
    }

    /** The next header's tag; negative at the end of the content. */
    private int header(DerReader der) throws IOException {
        return der.position() == tbsEnd ? -1 : der.header();
    }

    private static void require(boolean held) throws IOException {
        if (!held) {
            throw new IOException("not the form of a CRL");
        }
    }

    private static Instant time(byte[] element) throws IOException {
        return Times.instant(Time.getInstance(ASN1Primitive.fromByteArray(element)));
    }

    /** Where it was fetched; empty if it was at hand. */
    public String url() {
        return url;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    X500Name issuer() {
        return issuer;
    }

    Optional<Extensions> extensions() {
        return Optional.ofNullable(extensions);
    }

    Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        return extensions().map(all -> all.getExtension(oid));
    }

    boolean isDelta() {
        return extension(Extension.deltaCRLIndicator).isPresent();
    }

    /** Whether we know every extension of it that must be understood by whoever uses it (§5.2). */
    boolean isUnderstood() {
        return extensions().stream()
                .flatMap(all -> Arrays.stream(all.getCriticalExtensionOIDs()))
                .allMatch(KNOWN::contains);
    }

    /** True if that key made its signature, with the algorithm that the signed part names too (§5.1.1.2). */
    boolean signedBy(PublicKey key) throws IOException {
        Optional<SignatureScheme> scheme = SignatureScheme.ofOid(
                AlgorithmIdentifier.getInstance(innerAlgorithm).getAlgorithm().getId());
        Optional<PublicKey> own = own(key);
        if (scheme.isEmpty() || own.isEmpty()) {
            return false;
        }
        try (InputStream in = octets.open()) {
            in.skipNBytes(tbsStart);
            return Providers.verify(scheme.get(), own.get(), new Part(in, tbsEnd - tbsStart), signature);
        }
    }

    /** The key as our providers read it. */
    private static Optional<PublicKey> own(PublicKey key) {
        try {
            byte[] spki = key.getEncoded();
            String oid = SubjectPublicKeyInfo.getInstance(spki)
                    .getAlgorithm()
                    .getAlgorithm()
                    .getId();
            return Optional.of(Providers.publicKey(oid, spki));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks entries up. Every entry is looked at, since none may be used if one of them is not understood (§5.3).
     *
     * @throws IOException if an entry is malformed, or has a critical extension that we do not know
     */
    Map<CrlEntry.Number, CrlEntry> entries(Set<CrlEntry.Number> wanted) throws IOException {
        if (entriesEnd == entriesStart) {
            return Map.of();
        }
        try (DerReader der = new DerReader(octets.open())) {
            der.skipTo(entriesStart);
            CrlEntry.Search search = new CrlEntry.Search(wanted, issuer);
            while (der.position() < entriesEnd) {
                search.look(der);
            }
            require(der.position() == entriesEnd);
            return search.found();
        } catch (RuntimeException e) {
            throw new IOException("an entry is malformed", e);
        }
    }

    /** The next so many octets of a stream. */
    private static final class Part extends InputStream {
        private final InputStream in;
        private long left;

        Part(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            int read = left == 0 ? -1 : in.read(into, offset, (int) Math.min(most, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}

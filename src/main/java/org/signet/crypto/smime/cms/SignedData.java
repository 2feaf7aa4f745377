package org.signet.crypto.smime.cms;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.der.Der;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * What a SignedData (RFC 5652 §5.1) holds. Its content stays where it is; it is digested while the rest is looked for behind it.
 *
 * @param contentType dotted object identifier of the content's type
 * @param content the octets that are signed, if they are inside
 * @param certificates those that could be read
 * @param unreadable how many certificates could not be read, or are of another kind
 * @param crls DER, not looked into
 * @param digests of the content if it is inside, by the algorithms that were announced
 */
public record SignedData(
        String contentType,
        Optional<StoredOctets> content,
        List<Certificate> certificates,
        int unreadable,
        List<Bytes> crls,
        List<SignerInfo> signers,
        Map<DigestAlgorithm, Bytes> digests) {
    private static final int CONTENT = Der.TAGGED + Der.CONSTRUCTED;
    private static final int CERTIFICATES = Der.TAGGED + Der.CONSTRUCTED;
    private static final int CRLS = Der.TAGGED + Der.CONSTRUCTED + 1;
    private static final int PIECE = 64 * 1024;
    private static final int MAX_ALGORITHMS = 64 * 1024;
    private static final int MAX_CERTIFICATE = 64 * 1024;
    private static final int MAX_CERTIFICATES = 100;
    private static final int MAX_CRL = 16 << 20;
    private static final int MAX_CRLS = 20;
    private static final int MAX_SIGNER = 1 << 20;
    private static final int MAX_SIGNERS = 100;

    /** @throws MalformedCms if it is none, or not whole; another IOException if it cannot be read */
    public static SignedData read(StoredOctets octets) throws IOException {
        try (BerReader ber = ContentInfo.open(octets, CmsType.SIGNED_DATA)) {
            ber.skip();
            Set<DigestAlgorithm> announced = announced(ContentInfo.primitive(ber, MAX_ALGORITHMS));
            ber.enter(Der.SEQUENCE);
            String type = ContentInfo.oid(ber);
            Map<DigestAlgorithm, Bytes> digests = Map.of();
            boolean inside = ber.tag() == CONTENT;
            if (inside) {
                ber.enter(CONTENT);
                digests = digests(ber.octets(Der.OCTET_STRING), announced);
                ber.leave();
            }
            ber.leave();
            return rest(ber, type, inside ? Optional.of(content(octets)) : Optional.empty(), digests);
        }
    }

    private static SignedData rest(
            BerReader ber, String type, Optional<StoredOctets> content, Map<DigestAlgorithm, Bytes> digests)
            throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        int unreadable = 0;
        if (ber.tag() == CERTIFICATES) {
            for (byte[] each : elements(ber, CERTIFICATES, MAX_CERTIFICATE, MAX_CERTIFICATES, "certificates")) {
                Outcome<Certificate> one = Certificate.parse(Bytes.of(each));
                one.run(certificates::add, refusal -> {});
                unreadable += one.isOk() ? 0 : 1;
            }
        }
        List<Bytes> crls = new ArrayList<>();
        if (ber.tag() == CRLS) {
            elements(ber, CRLS, MAX_CRL, MAX_CRLS, "CRLs").forEach(each -> crls.add(Bytes.of(each)));
        }
        List<SignerInfo> signers = new ArrayList<>();
        for (byte[] each : elements(ber, Der.SET, MAX_SIGNER, MAX_SIGNERS, "signers")) {
            signers.add(SignerInfo.read(each));
        }
        return new SignedData(
                type,
                content,
                List.copyOf(certificates),
                unreadable,
                List.copyOf(crls),
                List.copyOf(signers),
                Map.copyOf(digests));
    }

    private static List<byte[]> elements(BerReader ber, int tag, int most, int count, String what) throws IOException {
        List<byte[]> elements = new ArrayList<>();
        ber.enter(tag);
        while (ber.more()) {
            if (elements.size() == count) {
                throw new MalformedCms("It holds more than " + count + " " + what + ".");
            }
            elements.add(ber.element(most));
        }
        ber.leave();
        return elements;
    }

    private static Set<DigestAlgorithm> announced(ASN1Encodable set) throws IOException {
        Set<DigestAlgorithm> announced = EnumSet.noneOf(DigestAlgorithm.class);
        try {
            for (ASN1Encodable each : org.bouncycastle.asn1.ASN1Set.getInstance(set)) {
                AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(ASN1Sequence.getInstance(each));
                DigestAlgorithm.ofOid(algorithm.getAlgorithm().getId()).ifPresent(announced::add);
            }
        } catch (RuntimeException e) {
            throw new MalformedCms("Its digest algorithms are malformed.", e);
        }
        return announced;
    }

    /** The content of a SignedData that has one, found again each time it is opened. */
    private static StoredOctets content(StoredOctets octets) {
        return () -> {
            BerReader ber = ContentInfo.open(octets, CmsType.SIGNED_DATA);
            ber.skip();
            ber.skip();
            ber.enter(Der.SEQUENCE);
            ber.skip();
            ber.enter(CONTENT);
            return ber.octets(Der.OCTET_STRING);
        };
    }

    /** True if it only carries certificates and CRLs (RFC 8551 §3.8). */
    public boolean isCertsOnly() {
        return signers.isEmpty();
    }

    /** The digests that its signers name, of a content that lies elsewhere or by algorithms that were not announced. */
    public Map<DigestAlgorithm, Bytes> digests(StoredOctets signed) throws IOException {
        Set<DigestAlgorithm> wanted = EnumSet.noneOf(DigestAlgorithm.class);
        signers.forEach(signer -> signer.digest().ifPresent(wanted::add));
        if (content.isPresent() && content.get() == signed && digests.keySet().containsAll(wanted)) {
            return digests;
        }
        try (InputStream in = signed.open()) {
            return digests(in, wanted);
        }
    }

    /** Several digests of one stream, read to its end; it is not closed. */
    private static Map<DigestAlgorithm, Bytes> digests(InputStream in, Set<DigestAlgorithm> algorithms)
            throws IOException {
        Map<DigestAlgorithm, MessageDigest> running = new EnumMap<>(DigestAlgorithm.class);
        algorithms.forEach(algorithm -> running.put(algorithm, algorithm.start()));
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            for (MessageDigest digest : running.values()) {
                digest.update(piece, 0, read);
            }
        }
        Map<DigestAlgorithm, Bytes> digests = new EnumMap<>(DigestAlgorithm.class);
        running.forEach((algorithm, digest) -> digests.put(algorithm, Bytes.of(digest.digest())));
        return digests;
    }
}

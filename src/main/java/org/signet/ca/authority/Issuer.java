package org.signet.ca.authority;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.model.SerialNumber;

/**
 * A CA of our hierarchy, or one above it: a name and a key, and the certificates that say so.
 *
 * @param id names it in records and URLs: {@code root-1}, {@code issuing-1}
 * @param parentId the id of the issuer above; its own for a root
 * @param certificate the newest from the issuer above
 * @param others earlier ones from there, of the same name and key: certificates in use may lead to them
 * @param crosses those from an issuer that is not above it: between an old root and a new one
 * @param crlUrl where its CRL is fetched; what its certificates' CRL distribution point says; empty where others publish it
 * @param certificateUrl where its own certificate is fetched; what its certificates' caIssuers says; empty as the other
 * @param ocspUrl where the status of its certificates is asked for; empty for a root, which has a CRL alone, and as the others
 * @param crlShards over how many further CRLs the certificates that it issues from now on are spread; 0 if one tells of all
 */
public record Issuer(
        String id,
        String parentId,
        Standing standing,
        Certificate certificate,
        List<Certificate> others,
        List<Certificate> crosses,
        String crlUrl,
        String certificateUrl,
        String ocspUrl,
        int crlShards) {
    /** Over how many further CRLs certificates can be spread. */
    public static final int MOST_SHARDS = 1_000;

    /** What is to be expected of an issuer. */
    public enum Standing {
        /** It may issue. */
        ACTIVE,
        /** It issues nothing more; its CRLs go on until its last certificate ends. */
        RETIRED,
        /** It was run by another program before; the same as retired, and the key of a root is here too. */
        IMPORTED,
        /** Others keep its key and publish its CRL; ours stand below it. */
        EXTERNAL,
        /** The CA above it revoked it: it issues nothing, and nobody is to trust it. */
        REVOKED
    }

    public Issuer {
        others = List.copyOf(others);
        crosses = List.copyOf(crosses);
    }

    /** A new one with one certificate, its URLs below that base. */
    public static Issuer below(String statusUrl, String id, String parentId, Certificate certificate) {
        return of(id, parentId, Standing.ACTIVE, certificate, crlUrl(statusUrl, id), statusUrl);
    }

    /**
     * One that another program ran before.
     *
     * @param crlUrl where its certificates say that its CRL is
     */
    public static Issuer imported(
            String statusUrl, String id, String parentId, Certificate certificate, Optional<String> crlUrl) {
        return of(
                id, parentId, Standing.IMPORTED, certificate, crlUrl.orElseGet(() -> crlUrl(statusUrl, id)), statusUrl);
    }

    /** One above ours. Its CRL is where the certificates below it say; we publish none. */
    public static Issuer external(String id, String parentId, Certificate certificate) {
        return new Issuer(id, parentId, Standing.EXTERNAL, certificate, List.of(), List.of(), "", "", "", 0);
    }

    private static Issuer of(
            String id, String parentId, Standing standing, Certificate certificate, String crlUrl, String statusUrl) {
        return new Issuer(
                id,
                parentId,
                standing,
                certificate,
                List.of(),
                List.of(),
                crlUrl,
                statusUrl + "/aia/" + id + ".cer",
                id.equals(parentId) ? "" : statusUrl + "/ocsp",
                0);
    }

    private static String crlUrl(String statusUrl, String id) {
        return statusUrl + "/crl/" + id + ".crl";
    }

    /** What certificates of that shard say of it. */
    public CertificateTemplate.Links links(int shard) {
        return new CertificateTemplate.Links(crlUrl(shard), certificateUrl, ocspUrl.isEmpty() ? null : ocspUrl);
    }

    /** Which of its CRLs tells of a new certificate with that serial number, whose last digits are random. */
    public int shard(SerialNumber serial) {
        return crlShards == 0
                ? 0
                : 1 + serial.value().mod(BigInteger.valueOf(crlShards)).intValue();
    }

    /** Where the CRL of that shard is fetched; of shard 0 the one of all its certificates. */
    public String crlUrl(int shard) {
        return shard == 0 ? crlUrl : crlUrl.substring(0, crlUrl.length() - ".crl".length()) + "." + shard + ".crl";
    }

    public boolean isRoot() {
        return id.equals(parentId);
    }

    /** Whether its key is only here for a ceremony. */
    public boolean isOffline() {
        return isRoot() && standing != Standing.IMPORTED;
    }

    /** Whether that root gave it a cross certificate. */
    public boolean isCertifiedBy(Issuer root) {
        return crosses.stream()
                .anyMatch(cross -> cross.signedBy(root.certificate().content().publicKey()));
    }

    /** Whether its key is ours, so that we publish its CRL. */
    public boolean isOurs() {
        return standing != Standing.EXTERNAL;
    }

    /** Whether the CA above took it back, and with it all that it issued. */
    public boolean isRevoked() {
        return standing == Standing.REVOKED;
    }

    /** Whether it may issue to people at that moment. */
    public boolean issuesAt(Instant now) {
        return !isRoot()
                && standing == Standing.ACTIVE
                && certificate.content().validity().contains(now);
    }

    /** Whether the status of its certificates is told by OCSP: in its place by a key that is always here, as a root's is not. */
    public boolean answers(Instant now) {
        return isOurs() && !isOffline() && lives(now);
    }

    /** Whether a certificate of it is within its validity. */
    public boolean lives(Instant now) {
        return certificates().anyMatch(each -> each.content().validity().contains(now));
    }

    /** All of its certificates, the newest from the issuer above first. */
    public Stream<Certificate> certificates() {
        return Stream.of(List.of(certificate), others, crosses).flatMap(List::stream);
    }
}

package org.signet.crypto.x509.revocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A {@link StoredCrl} as Bouncy Castle's path validation wants CRLs, so that its rules of RFC 5280 §6.3.3 work on one that was
 * never read into memory. It remembers what was found: the validation asks for an entry only after everything else about the
 * list was right, and then tells no more than that it failed.
 */
final class PlatformCrl extends X509CRL {
    private final StoredCrl crl;
    private final CrlEntry.Number target;
    private final Set<CrlEntry.Number> known;
    private Map<CrlEntry.Number, CrlEntry> entries;
    private boolean consulted;

    /**
     * @param target the certificate that the question is about
     * @param known every certificate that the validation may come across, that one too
     */
    PlatformCrl(StoredCrl crl, CrlEntry.Number target, Set<CrlEntry.Number> known) {
        this.crl = crl;
        this.target = target;
        this.known = known;
    }

    StoredCrl crl() {
        return crl;
    }

    /** Whether the certificate in question was looked up here. */
    boolean wasConsulted() {
        return consulted;
    }

    /** Its entry, if there was one. */
    Optional<CrlEntry> found() {
        return consulted ? Optional.ofNullable(entries.get(target)) : Optional.empty();
    }

    @Override
    public X509CRLEntry getRevokedCertificate(BigInteger serial) {
        CrlEntry.Number number = new CrlEntry.Number(crl.issuer(), serial);
        CrlEntry entry = entries().get(number);
        consulted |= number.equals(target);
        return entry == null ? null : new PlatformEntry(entry);
    }

    /** Asked of indirect CRLs. The entries of certificates that nobody here knows are left out. */
    @Override
    public Set<? extends X509CRLEntry> getRevokedCertificates() {
        Set<X509CRLEntry> all = new HashSet<>();
        entries().values().forEach(entry -> all.add(new PlatformEntry(entry)));
        consulted = true;
        return all;
    }

    private Map<CrlEntry.Number, CrlEntry> entries() {
        try {
            entries = entries == null ? crl.entries(known) : entries;
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void verify(PublicKey key) throws SignatureException {
        try {
            if (!crl.signedBy(key)) {
                throw new SignatureException("The CRL is not signed by its issuer");
            }
        } catch (IOException e) {
            throw new SignatureException("The CRL cannot be read", e);
        }
    }

    @Override
    public void verify(PublicKey key, String provider) throws SignatureException {
        verify(key);
    }

    @Override
    public int getVersion() {
        return crl.extensions().isPresent() ? 2 : 1;
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return getIssuerX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return principal(crl.issuer());
    }

    static X500Principal principal(X500Name name) {
        try {
            return new X500Principal(name.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Date getThisUpdate() {
        return Date.from(crl.thisUpdate());
    }

    @Override
    public Date getNextUpdate() {
        return crl.nextUpdate().map(Date::from).orElse(null);
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return oids(crl.extensions(), true);
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return oids(crl.extensions(), false);
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return value(crl.extensions(), oid);
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return !crl.isUnderstood();
    }

    static Set<String> oids(Optional<Extensions> extensions, boolean critical) {
        List<ASN1ObjectIdentifier> oids = new ArrayList<>();
        extensions.ifPresent(all -> oids.addAll(
                Arrays.asList(critical ? all.getCriticalExtensionOIDs() : all.getNonCriticalExtensionOIDs())));
        Set<String> texts = new HashSet<>();
        oids.forEach(oid -> texts.add(oid.getId()));
        return texts;
    }

    static byte[] value(Optional<Extensions> extensions, String oid) {
        Extension extension = extensions
                .map(all -> all.getExtension(new ASN1ObjectIdentifier(oid)))
                .orElse(null);
        try {
            return extension == null ? null : extension.getExtnValue().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "CRL of " + crl.issuer();
    }

    @Override
    public boolean isRevoked(Certificate certificate) {
        throw notHeld();
    }

    @Override
    public byte[] getEncoded() {
        throw notHeld();
    }

    @Override
    public byte[] getTBSCertList() {
        throw notHeld();
    }

    @Override
    public byte[] getSignature() {
        throw notHeld();
    }

    @Override
    public String getSigAlgName() {
        throw notHeld();
    }

    @Override
    public String getSigAlgOID() {
        throw notHeld();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw notHeld();
    }

    static UnsupportedOperationException notHeld() {
        return new UnsupportedOperationException("this CRL is not held in memory");
    }
}

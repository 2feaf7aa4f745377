package org.signet.crypto.x509.revocation;

import java.math.BigInteger;
import java.security.cert.X509CRLEntry;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** A {@link CrlEntry} as Bouncy Castle's path validation wants the entries of a {@link PlatformCrl}. */
final class PlatformEntry extends X509CRLEntry {
    private final CrlEntry entry;

    PlatformEntry(CrlEntry entry) {
        this.entry = entry;
    }

    @Override
    public BigInteger getSerialNumber() {
        return entry.asn1().getUserCertificate().getValue();
    }

    @Override
    public Date getRevocationDate() {
        return Date.from(entry.at());
    }

    @Override
    public X500Principal getCertificateIssuer() {
        return PlatformCrl.principal(entry.issuer());
    }

    @Override
    public boolean hasExtensions() {
        return entry.extensions().isPresent();
    }

    /** The search has seen to that. */
    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return false;
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return PlatformCrl.oids(entry.extensions(), true);
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return PlatformCrl.oids(entry.extensions(), false);
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return PlatformCrl.value(entry.extensions(), oid);
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
    public byte[] getEncoded() {
        throw PlatformCrl.notHeld();
    }

    @Override
    public String toString() {
        return "entry of " + getSerialNumber();
    }
}

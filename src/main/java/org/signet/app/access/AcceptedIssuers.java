package org.signet.app.access;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.signet.ca.authority.Issuer;
import org.signet.crypto.policy.Providers;

/** The CAs whose certificates a browser is asked for, as TLS names them. */
public final class AcceptedIssuers {
    private AcceptedIssuers() {}

    public static List<X509Certificate> of(List<Issuer> issuers) {
        List<X509Certificate> accepted = new ArrayList<>();
        try {
            for (Issuer issuer : issuers) {
                InputStream der = issuer.certificate().der().open();
                accepted.add((X509Certificate) Providers.certificates().generateCertificate(der));
            }
            return accepted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

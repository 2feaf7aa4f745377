package org.signet.crypto.x509.possession;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

/** What keys say of themselves, in PEM. */
public final class Proofs {
    private Proofs() {}

    public static String compromised(KeyPair key) {
        return of(key, RevocationStatement.compromised());
    }

    public static String of(KeyPair key, SerialNumber certificate, RevocationReason reason) {
        return of(key, RevocationStatement.of(certificate, reason));
    }

    private static String of(KeyPair key, RevocationStatement statement) {
        SignatureScheme scheme = SignatureScheme.forKey(key.getPublic());
        return Pem.encode(
                Pem.REQUEST,
                statement.signed(key.getPublic(), octets -> Providers.sign(scheme, key.getPrivate(), octets)));
    }

    /** Any subject, of one key, signed by that or another. */
    static byte[] signed(X500Name subject, KeyPair certified, KeyPair signer) {
        SignatureScheme scheme = SignatureScheme.forKey(signer.getPublic());
        CertificationRequestInfo info = new CertificationRequestInfo(
                subject, SubjectPublicKeyInfo.getInstance(certified.getPublic().getEncoded()), new DERSet());
        try {
            return RequestTemplate.signed(info, scheme, octets -> Providers.sign(scheme, signer.getPrivate(), octets))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.signet.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.signet.app.TestCa;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;

/** PKCS#10 requests of fresh P-256 keys. */
final class Requests {
    private Requests() {}

    static List<byte[]> make(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> one()).toList();
    }

    private static byte[] one() {
        KeyPair pair = Providers.generate(KeyType.EC_P256, TestCa.RANDOM);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        ContentSigner signer = new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(new ASN1ObjectIdentifier(SignatureScheme.ECDSA_SHA256.oid()));
            }

            @Override
            public OutputStream getOutputStream() {
                return signed;
            }

            @Override
            public byte[] getSignature() {
                return Providers.sign(SignatureScheme.ECDSA_SHA256, pair.getPrivate(), signed.toByteArray());
            }
        };
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=anything"), pair.getPublic())
                    .build(signer)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

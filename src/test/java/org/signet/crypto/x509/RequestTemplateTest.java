package org.signet.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.interop.Program;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.RefusalCode;

class RequestTemplateTest {
    private static final EmailAddress ADA =
            EmailAddress.parse("ada@example.com").orThrow();

    private static Bytes request(EmailAddress address, KeyPair pair) {
        RequestTemplate template = new RequestTemplate(address, pair.getPublic());
        return template.signed(tbs -> Providers.sign(template.scheme(), pair.getPrivate(), tbs));
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void ourOwnReaderAcceptsWhatWeWrite(KeyType type) {
        KeyPair pair = Providers.generate(type, Providers.newRandom());
        CertificateRequest read =
                CertificateRequest.parse(request(ADA, pair).toArray()).orThrow();
        assertThat(read.publicKey().getEncoded()).isEqualTo(pair.getPublic().getEncoded());
    }

    @Test
    void signatureOfAnotherKeyIsRefused() {
        KeyPair pair = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        KeyPair other = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        RequestTemplate template = new RequestTemplate(ADA, pair.getPublic());
        Bytes forged = template.signed(tbs -> Providers.sign(template.scheme(), other.getPrivate(), tbs));
        assertThat(CertificateRequest.parse(forged.toArray()).refusal().code()).isEqualTo(RefusalCode.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_3072, ada@example.com, CN = ada@example.com, email:ada@example.com",
        "EC_P256, ada@example.com, CN = ada@example.com, email:ada@example.com",
        "EC_P384, a-local-part-that-is-long-enough-for-the-test@a-long-domain.example.com, '',"
                + " email:a-local-part-that-is-long-enough-for-the-test@a-long-domain.example.com"
    })
    void opensslVerifiesIt(KeyType type, String address, String subject, String mailbox, @TempDir Path folder)
            throws IOException {
        Program openssl = Program.require("openssl");
        Bytes der = request(EmailAddress.parse(address).orThrow(), Providers.generate(type, Providers.newRandom()));
        Path file = Files.writeString(folder.resolve("request.pem"), Pem.encode(Pem.REQUEST, der));
        String said = openssl.ok("req", "-verify", "-noout", "-text", "-in", file.toString())
                .output();
        assertThat(said)
                .contains("self-signature verify OK")
                .contains("Subject: " + subject)
                .contains(mailbox);
    }
}

package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmimeTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b | MULTIPART_SIGNED",
                "multipart/signed; protocol=\"application/x-pkcs7-signature\"; micalg=sha1 | MULTIPART_SIGNED",
                "multipart/signed; boundary=b | MULTIPART_SIGNED",
                "multipart/signed; protocol=\"application/pgp-signature\" | -",
                "multipart/signed; micalg=pgp-sha256 | -",
                "multipart/mixed; protocol=\"application/pkcs7-signature\" | -",
                "application/pkcs7-mime; smime-type=signed-data | SIGNED_DATA",
                "application/pkcs7-mime; smime-type=\"enveloped-data\" | ENVELOPED_DATA",
                "application/x-pkcs7-mime; smime-type=Enveloped-Data | ENVELOPED_DATA",
                "application/pkcs7-mime; smime-type=authEnveloped-data | AUTH_ENVELOPED_DATA",
                "application/pkcs7-mime; smime-type=authenveloped-data | AUTH_ENVELOPED_DATA",
                "application/pkcs7-mime; smime-type=compressed-data | COMPRESSED_DATA",
                "application/pkcs7-mime; smime-type=certs-only | CERTS_ONLY",
                "application/pkcs7-mime; smime-type=signed-receipt | SIGNED_RECEIPT",
                "application/pkcs7-mime | UNDECLARED",
                "application/pkcs7-mime; smime-type=new-data | UNDECLARED",
                "application/pkcs7-mime; smime-type=\"\" | UNDECLARED",
                "application/pkcs7-signature; name=smime.p7s | DETACHED_SIGNATURE",
                "application/x-pkcs7-signature | DETACHED_SIGNATURE",
                "application/octet-stream; name=smime.p7m | UNDECLARED",
                "application/octet-stream; name=SMIME.P7S | DETACHED_SIGNATURE",
                "application/octet-stream; name=smime.p7c | CERTS_ONLY",
                "application/octet-stream; name=smime.p7z | COMPRESSED_DATA",
                "application/octet-stream; name=report.pdf | -",
                "application/octet-stream | -",
                "odd; name=smime.p7m | UNDECLARED",
                "text/plain; name=smime.p7m | -",
                "text/plain | -",
            })
    void isWhatTheFieldsSay(String type, SmimeType expected) {
        Entity entity = Octets.entity("Content-Type: " + type + "\n\n");
        assertThat(SmimeType.of(entity)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"smime.p7m, UNDECLARED", "smime.p7s, DETACHED_SIGNATURE"})
    void aNameIsEnough(String name, SmimeType expected) {
        Entity entity = Octets.entity("Content-Disposition: attachment; filename=" + name + "\n\n");
        assertThat(SmimeType.of(entity)).contains(expected);
        assertThat(expected.holdsCms()).isTrue();
    }
}

package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.fromAda;
import static org.signet.crypto.smime.Mail.signed;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.People.Ca;
import org.signet.crypto.smime.People.Person;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateTemplate;
import org.signet.crypto.x509.CertificateTemplate.CaScope;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.crypto.x509.CertificateTemplate.KeyUsageBit;
import org.signet.crypto.x509.CertificateTemplate.Links;
import org.signet.crypto.x509.CertificateTemplate.Purpose;
import org.signet.crypto.x509.Issued;
import org.signet.model.DistinguishedName;
import org.signet.model.SerialNumber;
import org.signet.model.Validity;

/** A CA that a root certified for something else speaks for nobody's mail, whatever it writes into its certificates. */
class CaForMailTest {

    private static Ca below(Set<ExtendedKeyUse> uses) {
        KeyPair pair = Providers.generate(KeyType.EC_P256, People.RANDOM);
        CertificateTemplate template = new CertificateTemplate(
                new SerialNumber(BigInteger.TEN),
                People.ROOT.certificate(),
                DistinguishedName.commonName("CA " + uses),
                new Validity(People.FROM, Instant.parse("2040-01-01T00:00:00Z")),
                pair.getPublic(),
                SignatureScheme.ECDSA_SHA256,
                new Purpose(Set.of(KeyUsageBit.KEY_CERT_SIGN), uses, List.of()),
                new CaScope(0, List.of(), true),
                List.of(),
                List.of(),
                Links.NONE);
        return new Ca(pair, Issued.sign(template, People.ROOT.pair()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, good good good unknown match",
                "EMAIL_PROTECTION, good good good unknown match",
                "CLIENT_AUTH, good good bad unknown match not-trusted"
            })
    void itsUseIsHeeded(ExtendedKeyUse use, String expected) {
        Ca ca = below(use == null ? Set.of() : Set.of(use));
        KeyPair pair = Providers.generate(KeyType.EC_P256, People.RANDOM);
        Certificate certificate = ca.certify(pair.getPublic(), draft -> draft.of("ada@example.com"));
        Person ada = Person.of("ada", pair, certificate);
        Signing signing = new Signing(List.of(ada.signer()), List.of(certificate, ca.certificate()), People.NOW);
        assertThat(Judged.of(fromAda(signed(TEXT, signing)))).isEqualTo(expected);
    }
}

package org.signet.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateTemplate.ExtendedKeyUse;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;

class ProfilesTest {
    private static final PolicyArc ARC = new PolicyArc("1.3.6.1.4.1.99999.1");
    private static final Company FULL =
            Company.parse("Example GmbH", "NTRDE-HRB12345", "DE").orThrow();
    private static final Company PLAIN =
            Company.parse("Example GmbH", null, null).orThrow();
    private static final List<EmailAddress> ADA =
            List.of(EmailAddress.parse("ada@example.com").orThrow());

    private static Profile of(Company company, String id) {
        return Profiles.of(ARC, company, Map.of()).then(all -> all.find(id)).orThrow();
    }

    private static Outcome<Profile> adjusted(String id, ProfileConfig config) {
        return Profiles.of(ARC, FULL, Map.of(id, config)).then(all -> all.find(id));
    }

    private static ProfileConfig days(int days) {
        return new ProfileConfig(days, null, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailbox-strict            | .1.3 | CN=ada@example.com
            mailbox-multipurpose      | .1.2 | CN=ada@example.com
            organisation-strict       | .2.3 | C=DE, O=Example GmbH, organizationIdentifier=NTRDE-HRB12345, CN=ada@example.com
            organisation-multipurpose | .2.2 | C=DE, O=Example GmbH, organizationIdentifier=NTRDE-HRB12345, CN=ada@example.com
            person-strict             | .3.3 | C=DE, O=Example GmbH, organizationIdentifier=NTRDE-HRB12345, givenName=Ada, SN=Lovelace, CN=Ada Lovelace
            person-multipurpose       | .3.2 | C=DE, O=Example GmbH, organizationIdentifier=NTRDE-HRB12345, givenName=Ada, SN=Lovelace, CN=Ada Lovelace
            """)
    void whatEachSays(String id, String policy, String subject) {
        Profile profile = of(FULL, id);
        assertThat(profile.policy()).isEqualTo(ARC.oid() + policy);
        assertThat(profile.subject(PersonName.parse("Ada Lovelace").orThrow(), ADA)
                        .orThrow())
                .hasToString(subject);
        assertThat(profile.extendedKeyUse().contains(ExtendedKeyUse.CLIENT_AUTH))
                .isEqualTo(id.endsWith("multipurpose"));
        assertThat(profile.capabilities()).containsExactly(ContentCipher.AES_256_CBC, ContentCipher.AES_128_CBC);
    }

    @Test
    void aLongNameIsNotCutInsideACharacter() {
        String name = "\ud83d\ude42".repeat(32);
        for (String label : List.of("A", "AB")) {
            assertThat(Company.parse(name, null, null).orThrow().service(label).toString())
                    .matches(subject -> Printable.is(subject));
        }
    }

    @Test
    void aPseudonymStandsInPlaceOfTheName() {
        PersonName name = PersonName.parse(null, null, null, "Countess").orThrow();
        assertThat(of(FULL, "person-strict").subject(name, ADA).orThrow().toString())
                .endsWith("pseudonym=Countess, CN=Countess")
                .doesNotContain("givenName", "SN=");
    }

    @ParameterizedTest
    @CsvSource({"person-strict", "person-multipurpose", "organisation-strict"})
    void aCompanyWithoutRegisterEntryIsToldWhatToDo(String id) {
        assertThat(of(PLAIN, id)
                        .subject(PersonName.ofDisplay("Ada Lovelace"), ADA)
                        .refusal()
                        .detail())
                .contains("organization_id");
    }

    @Test
    void anUnknownProfileIsRefusedWithThoseThereAre() {
        assertThat(Profiles.of(ARC, FULL, Map.of())
                        .then(all -> all.find("smime"))
                        .refusal()
                        .detail())
                .contains("mailbox-strict", "person-multipurpose");
        assertThat(Profiles.of(ARC, FULL, Map.of("smime", days(3))).isOk()).isFalse();
    }

    @Test
    void aCompanyChangesWhatItWants() {
        Profile profile = adjusted(
                        "person-multipurpose",
                        new ProfileConfig(
                                398,
                                List.of("rsa-3072"),
                                List.of("commonName", "surname", "givenName"),
                                List.of("emailProtection", "clientAuth"),
                                "1.2.3.4",
                                true))
                .orThrow();
        assertThat(profile.lifetime()).isEqualTo(Duration.ofDays(398));
        assertThat(profile.policy()).isEqualTo("1.2.3.4");
        assertThat(profile.extendedKeyUse())
                .isEqualTo(Set.of(ExtendedKeyUse.EMAIL_PROTECTION, ExtendedKeyUse.CLIENT_AUTH));
        assertThat(profile.capabilities()).contains(ContentCipher.AES_256_GCM);
        assertThat(profile.subject(PersonName.ofDisplay("Ada Lovelace"), ADA).orThrow())
                .hasToString("givenName=Ada, SN=Lovelace, CN=Ada Lovelace");
        assertThat(profile.objection(
                        Providers.generate(KeyType.EC_P256, Providers.newRandom())
                                .getPublic(),
                        KeyUse.BOTH))
                .get()
                .asString()
                .contains("rsa-3072");
    }

    @ParameterizedTest
    @CsvSource({"Ada", "carl"})
    void oneWordIsNoPersonsName(String word) {
        assertThat(of(FULL, "person-strict")
                        .subject(PersonName.ofDisplay(word), ADA)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "person-strict, countryName",
        "person-strict, organizationIdentifier",
        "organisation-strict, commonName",
        "organisation-strict, countryName"
    })
    void whatThePolicyPromisesStays(String id, String field) {
        assertThat(adjusted(id, new ProfileConfig(null, null, List.of(field), null, null, null))
                        .isOk())
                .isFalse();
    }

    @Test
    void aStrictProfileIsForMailAlone() {
        ProfileConfig both = new ProfileConfig(null, null, null, List.of("emailProtection", "clientAuth"), null, null);
        assertThat(adjusted("person-strict", both).isOk()).isFalse();
        assertThat(adjusted("person-multipurpose", both).isOk()).isTrue();
    }

    @Test
    void aNameInOtherCapitalsIsNoProfile() {
        assertThat(Profiles.of(ARC, FULL, Map.of("Mailbox-Strict", days(10))).isOk())
                .isFalse();
        assertThat(Profiles.of(ARC, FULL, Map.of())
                        .then(all -> all.find("MAILBOX-STRICT"))
                        .isOk())
                .isFalse();
    }

    static Stream<ProfileConfig> wrong() {
        return Stream.of(
                days(0),
                days(826),
                new ProfileConfig(null, List.of("rsa-1024"), null, null, null, null),
                new ProfileConfig(null, List.of(), null, null, null, null),
                new ProfileConfig(null, null, List.of(), null, null, null),
                new ProfileConfig(null, null, List.of("givenName"), null, null, null),
                new ProfileConfig(null, null, List.of("emailAddress"), null, null, null),
                new ProfileConfig(null, null, null, List.of("clientAuth"), null, null),
                new ProfileConfig(null, null, null, List.of("emailProtection", "serverAuth"), null, null),
                new ProfileConfig(null, null, null, null, "not an oid", null),
                new ProfileConfig(null, null, null, null, "2.23.140.1.5.1.3", null));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatDoesNotFitIsRefusedWithItsPlace(ProfileConfig config) {
        assertThat(adjusted("mailbox-strict", config).refusal().detail()).startsWith("[profiles.mailbox-strict] ");
    }
}

package org.signet.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.app.Csr;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.profile.Company;
import org.signet.ca.profile.PolicyArc;
import org.signet.ca.profile.Profile;
import org.signet.ca.profile.Profiles;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.lint.Lint;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.CertificateContent;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.PersonName;
import org.signet.model.RevocationReason;

/** Every profile with every use and kind of key: issued, and without a finding. */
class ProfileIssuanceTest {
    private static final List<Profile> PROFILES = Profiles.of(
                    new PolicyArc("1.3.6.1.4.1.99999.1"),
                    Company.parse("Example Company", "NTRDE-HRB12345", "DE").orThrow(),
                    Map.of())
            .orThrow()
            .all();
    private static Signet signet;
    private static long person;

    @BeforeAll
    static void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent));
        person = signet.transactions()
                .durable(() -> signet.people()
                        .vouchedFor(addresses(), Optional.empty(), TestCa.OPERATOR)
                        .orThrow()
                        .id());
    }

    @AfterAll
    static void close() {
        signet.close();
    }

    private static List<EmailAddress> addresses() {
        return List.of(
                EmailAddress.parse("ada@example.com").orThrow(),
                EmailAddress.parse("ada.lovelace@example.com").orThrow(),
                EmailAddress.parse("jürgen@example.com").orThrow());
    }

    static Stream<Arguments> all() {
        List<Arguments> cases = new ArrayList<>();
        for (Profile profile : PROFILES) {
            for (KeyUse use : KeyUse.values()) {
                cases.add(Arguments.of(profile, use, KeyType.RSA_2048));
                cases.add(Arguments.of(profile, use, KeyType.EC_P384));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isIssuedWithoutAFinding(Profile profile, KeyUse use, KeyType type) {
        Order order = new Order(
                person,
                PersonName.parse("Ada Lovelace").orThrow(),
                addresses(),
                profile,
                use,
                Csr.parsed(Csr.key(type)));
        CertificateContent content = signet.authority()
                .issue(order, TestCa.OPERATOR, issued -> {})
                .orThrow()
                .leaf()
                .content();
        assertThat(Lint.check(content)).isEmpty();
        assertThat(content.addresses()).isEqualTo(addresses());
        assertThat(content.extensionValue(CertificateContent.SMIME_CAPABILITIES))
                .isPresent();
        KeyUsage usage =
                KeyUsage.getInstance(content.extensionValue(Extension.keyUsage).orElseThrow());
        assertThat(usage.hasUsages(KeyUsage.digitalSignature)).isEqualTo(use.signs());
        assertThat(usage.hasUsages(KeyUsage.keyEncipherment)).isEqualTo(use.encrypts() && type.isRsa());
        assertThat(usage.hasUsages(KeyUsage.keyAgreement)).isEqualTo(use.encrypts() && !type.isRsa());
        assertThat(usage.hasUsages(KeyUsage.nonRepudiation)).isFalse();
    }

    @Test
    void anEd25519KeySignsAndDoesNothingElse() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var mine = new KeyPair(
                Providers.publicKey("1.3.101.112", pair.getPublic().getEncoded()),
                Providers.privateKey("1.3.101.112", pair.getPrivate().getEncoded()));
        Order both = order(KeyUse.BOTH, mine);
        assertThat(issue(both).refusal().detail()).contains("only signs");
        CertificateContent content =
                issue(order(KeyUse.SIGN, mine)).orThrow().leaf().content();
        assertThat(Lint.check(content)).isEmpty();
    }

    @Test
    void aKeyThatOthersKnowIsNeverCertifiedAgain() {
        KeyPair key = Csr.key(KeyType.EC_P256);
        var first = issue(order(KeyUse.BOTH, key)).orThrow().certificate();
        assertThat(issue(order(KeyUse.SIGN, key)).isOk()).isTrue();
        signet.revocation()
                .revoke(first.serial(), Revocation.Grounds.of(RevocationReason.KEY_COMPROMISE), TestCa.OPERATOR)
                .orThrow();
        assertThat(issue(order(KeyUse.BOTH, key)).refusal().detail()).contains("others know it");
    }

    private static Order order(KeyUse use, KeyPair key) {
        return new Order(
                person, PersonName.parse("Ada Lovelace").orThrow(), addresses(), PROFILES.get(0), use, Csr.parsed(key));
    }

    private static Outcome<Issued> issue(Order order) {
        return signet.authority().issue(order, TestCa.OPERATOR, issued -> {});
    }
}

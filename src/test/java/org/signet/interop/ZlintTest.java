package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Csr;
import org.signet.app.NewKey;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.app.ceremony.Ceremony;
import org.signet.app.ceremony.Protocol;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.profile.PolicyArc;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.Pem;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;

/** What a CA makes for itself in its life, judged by zlint: roots, issuing CAs, cross certificates, OCSP responders, CRLs. */
class ZlintTest {
    @TempDir
    private Path folder;

    /** Below an arc of our own, and below the Baseline Requirements', so that every rule on their policies applies. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.4.1.99999.1", "2.23.140.1.5"})
    void hasNothingToSay(String arc) {
        Path ca = TestCa.found(folder.resolve("ca"), new PolicyArc(arc));
        try (Signet signet = TestCa.open(ca)) {
            ceremony(signet).renew("root-1").orThrow();
            ceremony(signet).addDomains(List.of("example.org")).orThrow();
        }
        // Opened again, since its configuration was changed.
        try (Signet signet = TestCa.open(ca)) {
            // An EC root and one of RSA, each certified by the other.
            NewKey.Wish rsa = NewKey.Wish.of(KeyType.RSA_3072);
            ceremony(signet).rollover(rsa, rsa).orThrow();
            revoke(signet);
            Map<String, String> made = new LinkedHashMap<>();
            signet.authority().issuers().forEach(issuer -> made.putAll(of(signet, issuer)));
            assertThat(made)
                    .hasSize(14)
                    .allSatisfy((name, pem) ->
                            assertThat(Zlint.findings(pem)).as(name).isEmpty());
        }
    }

    private static Ceremony ceremony(Signet signet) {
        return new Ceremony(signet, new Protocol(Clock.systemUTC(), step -> {}), TestCa.OPERATOR, TestCa::consent);
    }

    /** The CRL of the issuing CA at work gets an entry with each reason. */
    private static void revoke(Signet signet) {
        for (RevocationReason reason : Revocation.HOLDERS_REASONS) {
            Issued leaf = signet.operatorIssuance()
                    .issue(
                            List.of(EmailAddress.parse("ada@example.com").orThrow()),
                            Optional.empty(),
                            signet.profiles().find("mailbox-strict").orThrow(),
                            KeyUse.BOTH,
                            Csr.parsedFresh(),
                            TestCa.OPERATOR)
                    .orThrow();
            signet.revocation()
                    .revoke(leaf.certificate().serial(), Revocation.Grounds.of(reason), TestCa.OPERATOR)
                    .orThrow();
        }
        Issuer issuing = signet.hierarchy().find("issuing-2").orThrow();
        signet.crls().publish(issuing, TestCa.OPERATOR).orThrow();
    }

    /** Everything that bears this issuer's name, by what it is. */
    private static Map<String, String> of(Signet signet, Issuer issuer) {
        Map<String, String> made = new LinkedHashMap<>();
        List<Certificate> certificates = new ArrayList<>(issuer.certificates().toList());
        for (int i = 0; i < certificates.size(); i++) {
            made.put(issuer.id() + " certificate " + i, certificates.get(i).pem());
        }
        made.put(
                issuer.id() + " CRL",
                Pem.encode(Pem.CRL, TestCa.crl(signet, issuer.id()).der()));
        if (!issuer.isRoot()) {
            Certificate responder = OcspResponderTest.issue(
                    issuer.certificate(),
                    signet.keys().key(issuer).orThrow(),
                    Csr.key(KeyType.EC_P256).getPublic());
            made.put(issuer.id() + " OCSP responder", responder.pem());
        }
        return made;
    }
}

package org.signet.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.app.MovingClock;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.authority.Issuer;
import org.signet.ca.revocation.CrlStore.PublishedCrl;
import org.signet.ca.revocation.Revocation.Grounds;
import org.signet.model.Actor;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.PersonName;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.Role;

class CrlShardsTest {
    private final MovingClock clock = MovingClock.started();
    private Signet signet;
    private Issuer issuing;

    @BeforeEach
    void open(@TempDir Path parent) {
        signet = TestCa.open(TestCa.copy(parent), clock);
    }

    @AfterEach
    void close() {
        signet.close();
    }

    private Issued issued(String name) {
        return signet.operatorIssuance()
                .issue(
                        List.of(new EmailAddress(name, "example.com")),
                        Optional.of(PersonName.ofDisplay("Ada")),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        KeyUse.BOTH,
                        Csr.parsedFresh(),
                        TestCa.OPERATOR)
                .orThrow();
    }

    private void revoke(Issued issued, RevocationReason reason) {
        signet.revocation()
                .revoke(issued.certificate().serial(), Grounds.of(reason), TestCa.OPERATOR)
                .orThrow();
    }

    private X509CRL platform(int shard) throws Exception {
        PublishedCrl crl = signet.crls().latest("issuing-1", shard).orElseThrow();
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(signet.crlStore().octets(crl));
    }

    @Test
    void shardsTellOfTheirOwnUnderTheUrlOfTheirCertificatesAndOneCrlOfAll() throws Exception {
        Issued before = issued("before");
        signet.hierarchy().partitionCrl("issuing-1", 3, TestCa.OPERATOR).orThrow();
        issuing = signet.authority().issuing(clock.instant()).orThrow();
        List<Issued> all = new ArrayList<>(List.of(before));
        IntStream.range(0, 9).forEach(i -> all.add(issued("p" + i)));
        all.forEach(each -> revoke(each, RevocationReason.SUPERSEDED));
        assertThat(signet.crls().publishDue(trouble -> {})).hasSize(4);
        assertThat(TestCa.crl(signet, "issuing-1").serials()).hasSize(10);
        for (Issued each : all) {
            int shard = each.certificate().crlShard();
            assertThat(shard == 0).isEqualTo(each == before);
            X509CRL crl = platform(shard);
            assertThat(crl.getRevokedCertificate(each.certificate().serial().value()))
                    .isNotNull();
            assertThat(crlUrls(each)).containsExactly(issuing.crlUrl(shard));
            if (shard > 0) {
                assertThat(new String(crl.getExtensionValue("2.5.29.28"), StandardCharsets.ISO_8859_1))
                        .contains(issuing.crlUrl(shard));
            }
        }
        Issued later = issued("later");
        revoke(later, RevocationReason.SUPERSEDED);
        assertThat(signet.crls().publishDue(trouble -> {}))
                .extracting(PublishedCrl::shard)
                .containsExactly(0, later.certificate().crlShard());
    }

    private static List<String> crlUrls(Issued issued) {
        return Arrays.stream(CRLDistPoint.getInstance(issued.leaf()
                                .content()
                                .extensionValue(Extension.cRLDistributionPoints)
                                .orElseThrow())
                        .getDistributionPoints())
                .map(point -> GeneralNames.getInstance(
                                point.getDistributionPoint().getName())
                        .getNames()[0]
                        .getName()
                        .toString())
                .toList();
    }

    @Test
    void theNumberNeverFallsAndIsForIssuingCasAtWork() {
        assertThat(signet.hierarchy()
                        .partitionCrl("issuing-1", 3, Actor.account("o", "x", Role.OFFICER))
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(signet.hierarchy()
                        .partitionCrl("issuing-1", 3, TestCa.OPERATOR)
                        .orThrow()
                        .crlShards())
                .isEqualTo(3);
        for (int wrong : new int[] {2, 0, -1, 1_001}) {
            assertThat(signet.hierarchy()
                            .partitionCrl("issuing-1", wrong, TestCa.OPERATOR)
                            .refusal()
                            .code())
                    .isEqualTo(RefusalCode.BAD_INPUT);
        }
        assertThat(signet.hierarchy()
                        .partitionCrl("root-1", 3, TestCa.OPERATOR)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.WRONG_STATE);
        assertThat(signet.hierarchy()
                        .partitionCrl("other", 3, TestCa.OPERATOR)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.NOT_FOUND);
    }
}

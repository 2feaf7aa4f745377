package org.signet.edge.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signet.app.MovingClock;
import org.signet.crypto.policy.NameDigest;
import org.signet.crypto.x509.ocsp.OcspFailure;
import org.signet.crypto.x509.ocsp.OcspStatus;
import org.signet.crypto.x509.revocation.Chain;
import org.signet.crypto.x509.revocation.RevocationStatus;
import org.signet.crypto.x509.revocation.RevocationStatus.Evidence;
import org.signet.crypto.x509.revocation.RevocationStatus.Good;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.RevocationReason;

/** OCSP first, then CRLs, at the addresses that a partner's certificates name. */
class PublishedStatusTest {
    private PartnerServer server;
    private StatusFetch fetch;
    private Chain chain;

    @BeforeEach
    void start() throws IOException {
        server = new PartnerServer();
        fetch = new StatusFetch(Reach.EVERYWHERE, new MovingClock(Chain.NOW));
        chain = Chain.make(
                new Chain.Links(List.of("ldap://127.0.0.1/cn=ca", server.url("/ca.crl")), List.of(server.url("/ocsp"))),
                new Chain.Links(List.of(server.url("/root.crl")), List.of()));
        server.publish("/root.crl", chain.rootCrl());
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.close();
    }

    private List<RevocationStatus> statuses() {
        return fetch.source().statuses(chain.path(), Chain.NOW);
    }

    private void publishRevoking() {
        server.publish(
                "/ca.crl",
                chain.crl(list -> list.addCRLEntry(Chain.SERIAL, Date.from(Chain.NOW), CRLReason.superseded)));
    }

    private void publishEmpty() {
        server.publish("/ca.crl", chain.crl(empty -> {}));
    }

    @Test
    void aGoodAnswerNeedsNoList() {
        server.answer(id -> PartnerServer.signed(chain, id, new OcspStatus.Good()));
        assertThat(statuses()).allMatch(RevocationStatus::isGood);
        assertThat(statuses().get(0).evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.kind()).isEqualTo(Evidence.Kind.OCSP);
            assertThat(evidence.url()).isEqualTo(server.url("/ocsp"));
        });
        assertThat(server.asked()).containsExactly("/ocsp", "/root.crl");
    }

    @Test
    void aRevocationByOcspStands() {
        publishEmpty();
        server.answer(id -> PartnerServer.signed(
                chain, id, new OcspStatus.Revoked(Chain.NOW, Optional.of(RevocationReason.KEY_COMPROMISE))));
        assertThat(statuses().get(0))
                .isInstanceOfSatisfying(
                        Revoked.class,
                        revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE));
    }

    @Test
    void anOlderResponderIsAskedInItsWords() {
        String sha256 = NameDigest.SHA256.oid();
        server.answer(id -> id.issuer().digest().equals(sha256)
                ? OcspFailure.UNAUTHORIZED.der()
                : PartnerServer.signed(chain, id, new OcspStatus.Good()));
        assertThat(statuses().get(0)).isInstanceOf(Good.class);
        assertThat(server.asked()).doesNotContain("/ca.crl");
    }

    @Test
    void whereOcspDoesNotKnowTheListDoes() {
        publishRevoking();
        server.answer(id -> PartnerServer.signed(chain, id, new OcspStatus.Unknown()));
        assertThat(statuses().get(0)).isInstanceOf(Revoked.class);
        assertThat(statuses().get(0).evidence())
                .first()
                .extracting(Evidence::kind)
                .isEqualTo(Evidence.Kind.CRL);
    }

    @Test
    void anAnswerOfSomebodyElseIsWorthNothing() {
        publishRevoking();
        Chain other = Chain.make();
        server.answer(id -> PartnerServer.signed(other, id, new OcspStatus.Good()));
        assertThat(statuses().get(0)).isInstanceOf(Revoked.class);
    }

    @Test
    void whereNothingAnswersNothingIsKnown() {
        assertThat(statuses().get(0))
                .isInstanceOfSatisfying(
                        Undetermined.class,
                        unknown -> assertThat(unknown.why()).contains("/ocsp answers with", "/ca.crl answers with"));
        assertThat(statuses().get(1)).isInstanceOf(Good.class);
    }

    @Test
    void aDeltaIsFetchedWhereTheListNamesOne() {
        var key = new AuthorityKeyIdentifier(new byte[] {1});
        server.publish("/ca.crl", chain.crl(list -> {
            list.addExtension(Extension.cRLNumber, false, new ASN1Integer(4));
            list.addExtension(Extension.authorityKeyIdentifier, false, key);
            list.addExtension(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(Chain.fullName(server.url("/delta.crl")), null, null)
            }));
        }));
        assertThat(statuses().get(0)).isInstanceOf(Good.class);
        fetch.close();
        fetch = new StatusFetch(Reach.EVERYWHERE, new MovingClock(Chain.NOW));
        server.publish("/delta.crl", chain.crl(list -> {
            list.addCRLEntry(Chain.SERIAL, Date.from(Chain.NOW), CRLReason.keyCompromise);
            list.addCRLEntry(BigInteger.TEN, Date.from(Chain.NOW), CRLReason.removeFromCRL);
            list.addExtension(Extension.cRLNumber, false, new ASN1Integer(5));
            list.addExtension(Extension.authorityKeyIdentifier, false, key);
            list.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(4));
        }));
        assertThat(statuses().get(0)).isInstanceOf(Revoked.class);
    }
}

package org.signet.crypto.x509.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.x509.revocation.RevocationStatus.Good;
import org.signet.crypto.x509.revocation.RevocationStatus.Revoked;
import org.signet.crypto.x509.revocation.RevocationStatus.Undetermined;
import org.signet.model.Bytes;
import org.signet.model.RevocationReason;
import org.signet.model.StoredOctets;

class CrlJudgementTest {
    private static final Instant NOW = Chain.NOW;
    private static final Optional<Instant> NEXT = Optional.of(NOW.plus(Duration.ofDays(7)));
    private static final Date AT = Date.from(NOW.minus(Duration.ofDays(2)));
    private static final String POINT = "http://pki.example.org/a.crl";
    private static final Chain CHAIN = Chain.make(new Chain.Links(List.of(POINT), List.of()), Chain.Links.NONE);
    private static final AuthorityKeyIdentifier KEY = new AuthorityKeyIdentifier(new byte[] {1});
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3.4");

    private static void revoke(X509v2CRLBuilder builder, int reason) {
        builder.addCRLEntry(Chain.SERIAL, AT, reason);
    }

    private static Bytes at(Instant thisUpdate, Optional<Instant> nextUpdate, Chain.Filling filling) {
        return Chain.crl(Chain.CA, CHAIN.caKey(), thisUpdate, nextUpdate, filling);
    }

    private static Bytes extended(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return CHAIN.crl(builder -> builder.addExtension(oid, critical, value));
    }

    private static Bytes scoped(IssuingDistributionPoint scope) {
        return extended(Extension.issuingDistributionPoint, true, scope);
    }

    private static IssuingDistributionPoint scope(String url, boolean users, boolean cas, boolean indirect) {
        return new IssuingDistributionPoint(Chain.fullName(url), users, cas, null, indirect, false);
    }

    private static Bytes delta(int base, int reason) {
        return at(NOW, NEXT, builder -> {
            revoke(builder, reason);
            builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(9));
            builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(base));
            builder.addExtension(Extension.authorityKeyIdentifier, false, KEY);
        });
    }

    private static Bytes complete(int number, boolean held) {
        return at(NOW.minusSeconds(60), NEXT, builder -> {
            if (held) {
                revoke(builder, CRLReason.certificateHold);
            }
            builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(number));
            builder.addExtension(Extension.authorityKeyIdentifier, false, KEY);
        });
    }

    private static Bytes entry(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return CHAIN.crl(builder -> {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(oid, critical, value);
            builder.addCRLEntry(BigInteger.TEN, AT, extensions.generate());
        });
    }

    /** What these lists make of a certificate that names {@link #POINT}. */
    static Stream<Arguments> table() {
        Map<String, Object[]> rows = new LinkedHashMap<>();
        Class<?> good = Good.class;
        Class<?> revoked = Revoked.class;
        Class<?> unknown = Undetermined.class;
        rows.put("no list", row(unknown));
        rows.put("an empty list", row(good, CHAIN.crl(empty -> {})));
        rows.put("another's entry", row(good, CHAIN.crl(b -> b.addCRLEntry(BigInteger.TEN, AT, 1))));
        rows.put("an entry", row(revoked, CHAIN.crl(b -> revoke(b, CRLReason.keyCompromise))));
        rows.put("a hold", row(revoked, CHAIN.crl(b -> revoke(b, CRLReason.certificateHold))));
        rows.put("a clock somewhat ahead", row(good, at(NOW.plusSeconds(200), NEXT, empty -> {})));
        rows.put("from the future", row(unknown, at(NOW.plusSeconds(400), NEXT, empty -> {})));
        rows.put("out of date", row(unknown, at(NOW.minusSeconds(9), Optional.of(NOW.minusSeconds(1)), empty -> {})));
        rows.put(
                "a revocation out of date", row(unknown, at(NOW.minusSeconds(9), Optional.of(NOW), b -> revoke(b, 1))));
        rows.put("without an end", row(unknown, at(NOW, Optional.empty(), empty -> {})));
        rows.put("another's key", row(unknown, Chain.crl(Chain.CA, CHAIN.rootKey(), NOW, NEXT, empty -> {})));
        rows.put(
                "another's name", row(unknown, Chain.crl(new X500Name("CN=Other"), CHAIN.caKey(), NOW, NEXT, e -> {})));
        rows.put("the root's", row(unknown, CHAIN.rootCrl()));
        rows.put("its own part", row(good, scoped(scope(POINT, false, false, false))));
        rows.put("another part", row(unknown, scoped(scope("http://pki.example.org/b.crl", false, false, false))));
        rows.put("of users", row(good, scoped(scope(POINT, true, false, false))));
        rows.put("of CAs", row(unknown, scoped(scope(POINT, false, true, false))));
        rows.put("of attributes", row(unknown, scoped(new IssuingDistributionPoint(null, false, true))));
        rows.put(
                "of some reasons",
                row(
                        unknown,
                        scoped(new IssuingDistributionPoint(
                                Chain.fullName(POINT),
                                false,
                                false,
                                new ReasonFlags(ReasonFlags.keyCompromise),
                                false,
                                false))));
        rows.put("an extension that is not known", row(good, extended(UNKNOWN, false, DERNull.INSTANCE)));
        rows.put("a critical one", row(unknown, extended(UNKNOWN, true, DERNull.INSTANCE)));
        rows.put("an entry's extension that is not known", row(good, entry(UNKNOWN, false, DERNull.INSTANCE)));
        rows.put("a critical one of another's entry", row(unknown, entry(UNKNOWN, true, DERNull.INSTANCE)));
        rows.put("a delta alone", row(unknown, delta(3, CRLReason.keyCompromise)));
        rows.put("a delta that revokes", row(revoked, complete(4, false), delta(3, CRLReason.keyCompromise)));
        rows.put("a delta that releases", row(good, complete(4, true), delta(3, CRLReason.removeFromCRL)));
        rows.put("a delta to a later list", row(good, complete(4, false), delta(5, CRLReason.keyCompromise)));
        rows.put("released since", row(good, complete(4, true), CHAIN.crl(empty -> {})));
        rows.put("the same the other way round", row(good, CHAIN.crl(empty -> {}), complete(4, true)));
        Bytes forged = Chain.crl(Chain.CA, CHAIN.rootKey(), NOW.plusSeconds(1), NEXT, empty -> {});
        rows.put("a forged newer list", row(revoked, complete(4, true), forged));
        return rows.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()[0], row.getValue()[1]));
    }

    private static Object[] row(Class<?> expected, Bytes... crls) {
        return new Object[] {expected, crls};
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("table")
    void listsAreJudged(String what, Class<?> expected, Bytes[] crls) {
        assertThat(CHAIN.judge(crls)).isInstanceOf(expected);
    }

    @Test
    void aRevocationIsToldWithItsEvidence() {
        Instant invalidity = NOW.minus(Duration.ofDays(9));
        RevocationStatus status = CHAIN.judge(CHAIN.crl(
                builder -> builder.addCRLEntry(Chain.SERIAL, AT, CRLReason.keyCompromise, Date.from(invalidity))));
        assertThat(status).isInstanceOfSatisfying(Revoked.class, revoked -> {
            assertThat(revoked.at()).isEqualTo(AT.toInstant());
            assertThat(revoked.reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
            assertThat(revoked.invalidity()).contains(invalidity);
        });
        assertThat(status.evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.thisUpdate()).isEqualTo(NOW);
            assertThat(evidence.nextUpdate()).isEqualTo(NEXT);
            assertThat(evidence.age(NOW.plusSeconds(60))).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void ofAnEndedCertificateListsTellNothing() {
        StoredCrl crl = StoredCrl.read(
                        StoredOctets.of(at(
                                NOW.plus(Duration.ofDays(400)), Optional.of(NOW.plus(Duration.ofDays(500))), e -> {})),
                        "")
                .orThrow();
        assertThat(new GivenCrls(List.of(crl)).status(CHAIN.path(), 0, NOW.plus(Duration.ofDays(401))))
                .isInstanceOf(Undetermined.class);
    }

    /** Whatever is changed in a list that revokes: it says so still, or nothing. */
    @Test
    void noChangedListMakesARevokedCertificateGood() {
        Random random = new Random(20261125);
        byte[] list = CHAIN.crl(builder -> {
                    builder.addCRLEntry(BigInteger.TEN, AT, CRLReason.superseded);
                    revoke(builder, CRLReason.keyCompromise);
                    builder.addCRLEntry(BigInteger.TWO, AT, CRLReason.superseded, AT);
                    builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(7));
                })
                .toArray();
        int read = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] changed = Mutation.of(list, random);
            assertThat(CHAIN.judge(Bytes.of(changed)).isGood()).isFalse();
            read += StoredCrl.read(StoredOctets.of(Bytes.of(changed)), "").isOk() ? 1 : 0;
        }
        assertThat(read).isGreaterThan(100);
    }
}

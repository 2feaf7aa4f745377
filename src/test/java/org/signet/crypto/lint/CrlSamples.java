package org.signet.crypto.lint;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.model.Bytes;

/** CRLs with something wrong in them. */
final class CrlSamples {
    private static final ASN1ObjectIdentifier UNHEARD_OF = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.8");

    private CrlSamples() {}

    static void make(SampleMaker maker) throws IOException {
        good(maker);
        frame(maker);
        time(maker);
        extensions(maker);
        entries(maker);
        reasons(maker);
    }

    /** About people's certificates alone, CAs' alone, or neither said. */
    private static IssuingDistributionPoint point(boolean people, boolean cas) {
        return new IssuingDistributionPoint(null, people, cas, null, false, false);
    }

    private static DERSequence both() {
        return new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 1, ASN1Boolean.TRUE), new DERTaggedObject(false, 2, ASN1Boolean.TRUE)
        });
    }

    private static void none(CrlDraft draft) {
        draft.entries.clear();
    }

    private static void good(SampleMaker maker) throws IOException {
        maker.crl("good-crl", "nothing", d -> {});
        maker.crl("good-crl-empty", "nothing", CrlSamples::none);
        maker.crlOfRsa("good-crl-rsa", "nothing", d -> {});
        maker.crl("good-crl-cas", "nothing", d -> {
            d.nextUpdate = new DERUTCTime("271123120000Z");
            d.set(Extension.issuingDistributionPoint, true, point(false, true));
        });
        maker.crl("good-crl-unsorted", "nothing", d -> d.entry(0x0fff));
        maker.crl("good-crl-2050", "nothing", d -> {
            d.thisUpdate = new DERUTCTime("491230120000Z");
            d.nextUpdate = new DERGeneralizedTime("20500102120000Z");
        });
        maker.crl("good-crl-delta", "nothing", d -> {
            d.set(Extension.deltaCRLIndicator, true, new ASN1Integer(6));
            d.entry(0x1003, reason(8));
        });
        maker.crl(
                "good-crl-invalidity",
                "nothing",
                d -> d.entry(0x1003, reason(1), invalidity(new DERGeneralizedTime("20261101080000Z"))));
    }

    private static void frame(SampleMaker maker) throws IOException {
        maker.crl("crl-version", "error crl-version", d -> d.version = null);
        maker.crl("crl-encoding", "error crl-encoding", d -> {
            // A multi-valued RDN whose attributes are not in DER's order.
            d.issuer = new DLSequence(new DLSet(new ASN1Encodable[] {
                new AttributeTypeAndValue(BCStyle.O, new DERUTF8String("Example Company")),
                new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String("Issuing CA"))
            }));
        });
        maker.crl(
                "crl-signature-algorithm",
                "error crl-signature-algorithm",
                d -> d.algorithm = new AlgorithmIdentifier(d.algorithm.getAlgorithm(), DERNull.INSTANCE));
        maker.crl(
                "crl-algorithm-twice",
                "error crl-algorithm-twice",
                d -> d.outerAlgorithm =
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier(SignatureScheme.ECDSA_SHA384.oid())));
        maker.crlOfRsa(
                "crl-algorithm-twice-null",
                "error crl-algorithm-twice",
                d -> d.outerAlgorithm = new AlgorithmIdentifier(d.algorithm.getAlgorithm()));
        maker.crl("crl-issuer-name", "unreadable", d -> d.issuer = new DERSequence());
        maker.crl("crl-empty-list", "error crl-empty-list", d -> {
            none(d);
            d.emptyList = true;
        });
    }

    private static void time(SampleMaker maker) throws IOException {
        maker.crl("crl-times", "error crl-times", d -> d.nextUpdate = new DERGeneralizedTime("20261204120000Z"));
        maker.crl("crl-times-minutes", "error crl-times", d -> d.thisUpdate = new DERUTCTime("2611241200Z"));
        maker.crl("crl-times-zone", "error crl-times", d -> d.thisUpdate = new DERUTCTime("261124130000+0100"));
        maker.crl("crl-times-no-dates", "unreadable", d -> d.thisUpdate = new DERUTCTime("269924120000Z"));
        maker.crl("crl-next-update", "error crl-next-update", d -> d.nextUpdate = null);
        maker.crl("crl-update-order", "error crl-update-order", d -> d.nextUpdate = d.thisUpdate);
        maker.crl("crl-lifetime", "error crl-lifetime", d -> {
            d.nextUpdate = new DERUTCTime("271124120001Z");
            d.set(Extension.issuingDistributionPoint, true, point(false, true));
        });
        maker.crl("crl-lifetime-of-leaves", "error crl-lifetime-of-leaves", d -> {
            d.nextUpdate = new DERUTCTime("261204120001Z");
            d.set(Extension.issuingDistributionPoint, true, point(true, false));
        });
        maker.crl(
                "crl-lifetime-perhaps",
                "warning crl-lifetime-perhaps",
                d -> d.nextUpdate = new DERUTCTime("271123120000Z"));
    }

    private static void extensions(SampleMaker maker) throws IOException {
        maker.crl(
                "crl-authority-key",
                "error crl-authority-key",
                d -> d.extensions.remove(Extension.authorityKeyIdentifier));
        maker.crl(
                "crl-authority-key-serial",
                "error crl-authority-key",
                d -> d.set(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(
                                new byte[20],
                                new GeneralNames(new GeneralName(GeneralName.directoryName, "CN=Root")),
                                BigInteger.ONE)));
        maker.crl("crl-number-form", "error crl-number-form", d -> d.extensions.remove(Extension.cRLNumber));
        maker.crl(
                "crl-number-form-negative",
                "error crl-number-form",
                d -> d.set(Extension.cRLNumber, false, new ASN1Integer(-1)));
        maker.crl(
                "crl-number-form-long",
                "error crl-number-form",
                d -> d.set(Extension.cRLNumber, false, new ASN1Integer(BigInteger.ONE.shiftLeft(159))));
        maker.crl(
                "crl-criticality-number",
                "error crl-criticality",
                d -> d.set(Extension.cRLNumber, true, new ASN1Integer(7)));
        maker.crl(
                "crl-criticality",
                "error crl-criticality",
                d -> d.set(UNHEARD_OF, true, new DEROctetString(new byte[1])));
        maker.crl(
                "crl-criticality-point",
                "error crl-criticality",
                d -> d.set(Extension.issuingDistributionPoint, false, point(true, false)));
        maker.crl(
                "crl-issuing-point",
                "error crl-issuing-point",
                d -> d.set(Extension.issuingDistributionPoint, true, new DERSequence()));
        maker.crl(
                "crl-issuing-point-both",
                "error crl-issuing-point",
                d -> d.set(Extension.issuingDistributionPoint, true, both()));
        maker.crl("crl-encoding-criticality", "error crl-encoding", d -> {
            Extension number = (Extension) d.extensions.get(Extension.cRLNumber);
            d.extensions.put(Extension.cRLNumber, notDer(number));
        });
        maker.crl("crl-extension-encoding", "error crl-extension-encoding", d -> {
            // An OCTET STRING in a SEQUENCE of indefinite length.
            byte[] indefinite = Bytes.ofHex("3080040101").toArray();
            byte[] ended = java.util.Arrays.copyOf(indefinite, indefinite.length + 2);
            d.extensions.put(UNHEARD_OF, new Extension(UNHEARD_OF, false, new DEROctetString(ended)));
        });
        maker.crl(
                "crl-number-malformed",
                "unreadable",
                d -> d.set(Extension.cRLNumber, false, new DERUTF8String("seven")));
    }

    /** The same extension with its criticality, FALSE, written out. */
    private static ASN1Encodable notDer(Extension extension) {
        return new DERSequence(
                new ASN1Encodable[] {extension.getExtnId(), ASN1Boolean.FALSE, extension.getExtnValue()});
    }

    private static Extension reason(int value) {
        return CrlDraft.extension(Extension.reasonCode, false, new ASN1Enumerated(value));
    }

    private static Extension invalidity(ASN1Encodable date) {
        return CrlDraft.extension(Extension.invalidityDate, false, date);
    }

    private static void entries(SampleMaker maker) throws IOException {
        maker.crl("crl-entry-once", "error crl-entry-once", d -> d.entry(0x1002, reason(4)));
        maker.crl("crl-entry-once-apart", "error crl-entry-once", d -> {
            d.entry(0x0fff);
            d.entry(0x1003);
            d.entry(0x1001);
        });
        maker.crl(
                "crl-entry-date",
                "error crl-entry-date",
                d -> d.entryAt(0x1003, new DERGeneralizedTime("20261123080000Z")));
        maker.crl("crl-entry-encoding", "error crl-entry-encoding", d -> d.entry(0x1003, notDer(reason(4))));
        maker.crl(
                "crl-entry-criticality",
                "error crl-entry-criticality",
                d -> d.entry(0x1003, CrlDraft.extension(Extension.reasonCode, true, new ASN1Enumerated(4))));
        maker.crl(
                "crl-entry-criticality-unknown",
                "error crl-entry-criticality",
                d -> d.entry(0x1003, CrlDraft.extension(UNHEARD_OF, true, DERNull.INSTANCE)));
        maker.crl("crl-entry-serial", "unreadable", d -> d.entry(-5));
        maker.crl("crl-entry-extension-twice", "unreadable", d -> d.entry(0x1003, reason(1), reason(4)));
    }

    private static void reasons(SampleMaker maker) throws IOException {
        maker.crl("crl-reason", "error crl-reason", d -> d.entry(0x1003, reason(0)));
        maker.crl("crl-reason-remove", "error crl-reason", d -> d.entry(0x1003, reason(8)));
        maker.crl("crl-reason-unused", "error crl-reason", d -> d.entry(0x1003, reason(7)));
        maker.crl("crl-reason-unknown", "error crl-reason", d -> d.entry(0x1003, reason(11)));
        maker.crl(
                "crl-reason-malformed",
                "error crl-reason",
                d -> d.entry(0x1003, CrlDraft.extension(Extension.reasonCode, false, new ASN1Integer(4))));
        maker.crl(
                "crl-invalidity-date",
                "error crl-invalidity-date",
                d -> d.entry(0x1003, invalidity(new DERUTCTime("261101080000Z"))));
        maker.crl(
                "crl-invalidity-date-fraction",
                "error crl-invalidity-date",
                d -> d.entry(0x1003, invalidity(new DERGeneralizedTime("20261101080000.5Z"))));
    }
}

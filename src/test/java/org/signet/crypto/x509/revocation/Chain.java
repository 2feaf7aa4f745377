package org.signet.crypto.x509.revocation;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.PathValidation;
import org.signet.crypto.x509.PathValidation.Policies;
import org.signet.crypto.x509.PathValidation.Setting;
import org.signet.crypto.x509.PathValidation.Strength;
import org.signet.crypto.x509.PathValidation.TrustedPath;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** A root, a CA and a person's certificate of others, as they say where their status is to be had. */
public record Chain(Instant now, KeyPair rootKey, Certificate root, KeyPair caKey, Certificate ca, Certificate leaf) {
    public static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    public static final BigInteger SERIAL = BigInteger.valueOf(0x4711);

    private static final X500Name ROOT = new X500Name("CN=Partner Root");
    public static final X500Name CA = new X500Name("CN=Partner CA");

    /** What a certificate names. */
    public record Links(List<String> crls, List<String> responders) {
        public static final Links NONE = new Links(List.of(), List.of());
    }

    public static Chain make() {
        return make(Links.NONE, Links.NONE);
    }

    public static Chain make(Links ofLeaf, Links ofCa) {
        return make(NOW, ofLeaf, ofCa);
    }

    public static Chain make(Instant now, Links ofLeaf, Links ofCa) {
        KeyPair rootKey = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        KeyPair caKey = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        KeyPair leafKey = Providers.generate(KeyType.EC_P256, Providers.newRandom());
        return new Chain(
                now,
                rootKey,
                certificate(now, ROOT, rootKey, ROOT, rootKey, BigInteger.ONE, true, Links.NONE),
                caKey,
                certificate(now, ROOT, rootKey, CA, caKey, BigInteger.TWO, true, ofCa),
                certificate(now, CA, caKey, new X500Name("CN=Ada"), leafKey, SERIAL, false, ofLeaf));
    }

    private static Certificate certificate(
            Instant now,
            X500Name issuer,
            KeyPair issuerKey,
            X500Name subject,
            KeyPair key,
            BigInteger serial,
            boolean ca,
            Links links) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(now.minus(Duration.ofDays(30))),
                    Date.from(now.plus(Duration.ofDays(300))),
                    subject,
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (!links.crls().isEmpty()) {
                builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(points(links.crls())));
            }
            if (!links.responders().isEmpty()) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(links.responders().stream()
                                .map(url -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(url)))
                                .toArray(AccessDescription[]::new)));
            }
            return Certificate.parse(Bytes.of(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()))
                                    .getEncoded()))
                    .orThrow();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static DistributionPoint[] points(List<String> urls) {
        return urls.stream()
                .map(url -> new DistributionPoint(fullName(url), null, null))
                .toArray(DistributionPoint[]::new);
    }

    public static DistributionPointName fullName(String url) {
        return new DistributionPointName(new GeneralNames(uri(url)));
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(url));
    }

    public TrustedPath path() {
        return PathValidation.trusted(
                        leaf,
                        new Setting(List.of(root), List.of(ca), Optional.empty(), now, Policies.ANY, Strength.TODAY))
                .orThrow();
    }

    /** Fills a CRL. */
    public interface Filling {
        void into(X509v2CRLBuilder builder) throws Exception;
    }

    /** A CRL of the CA, of now, good for a week. */
    public Bytes crl(Filling filling) {
        return crl(CA, caKey, now, Optional.of(now.plus(Duration.ofDays(7))), filling);
    }

    public Bytes rootCrl() {
        return crl(ROOT, rootKey, now, Optional.of(now.plus(Duration.ofDays(7))), empty -> {});
    }

    public static Bytes crl(
            X500Name issuer, KeyPair key, Instant thisUpdate, Optional<Instant> nextUpdate, Filling filling) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
            nextUpdate.map(Date::from).ifPresent(builder::setNextUpdate);
            filling.into(builder);
            return Bytes.of(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What these CRLs say of the person's certificate. */
    public RevocationStatus judge(Bytes... crls) {
        List<StoredCrl> read = new ArrayList<>();
        for (Bytes crl : crls) {
            StoredCrl.read(StoredOctets.of(crl), "").run(read::add, refusal -> {});
        }
        return new GivenCrls(read).status(path(), 0, now);
    }
}

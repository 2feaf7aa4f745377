package org.signet.crypto.x509.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.interop.Corpora;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

class StoredCrlTest {
    private static final int MILLION = 1_000_000;

    static Stream<Path> nist() throws IOException {
        try (Stream<Path> files = Files.list(Corpora.require("pkits").resolve("crls"))) {
            // Of that one the signature is no BIT STRING.
            return files.filter(file -> !file.endsWith("BadCRLSignatureCACRL.crl")).sorted().toList().stream();
        }
    }

    /** The platform reads the same list whole. */
    @ParameterizedTest
    @MethodSource("nist")
    void saysWhatThePlatformReads(Path file) throws Exception {
        X509CRL platform = (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(Files.readAllBytes(file)));
        StoredCrl crl = StoredCrl.read(StoredOctets.of(file), "").orThrow();
        assertThat(crl.thisUpdate()).isEqualTo(platform.getThisUpdate().toInstant());
        assertThat(crl.nextUpdate()).contains(platform.getNextUpdate().toInstant());
        assertThat(crl.issuer().getEncoded())
                .isEqualTo(platform.getIssuerX500Principal().getEncoded());
        boolean all = crl.isUnderstood();
        for (X509CRLEntry entry : Optional.<Set<? extends X509CRLEntry>>ofNullable(platform.getRevokedCertificates())
                .orElse(Set.of())) {
            if (all && !entry.hasUnsupportedCriticalExtension()) {
                X500Name issuer = entry.getCertificateIssuer() == null
                        ? crl.issuer()
                        : X500Name.getInstance(entry.getCertificateIssuer().getEncoded());
                CrlEntry.Number number = new CrlEntry.Number(issuer, entry.getSerialNumber());
                assertThat(crl.entries(Set.of(number)).get(number).at())
                        .isEqualTo(entry.getRevocationDate().toInstant());
            }
        }
    }

    @Test
    void noOctetsBreakIt() throws IOException {
        byte[] list = Chain.make()
                .crl(builder -> builder.addCRLEntry(BigInteger.TEN, new Date(0), 1))
                .toArray();
        CrlEntry.Number ten = new CrlEntry.Number(Chain.CA, BigInteger.TEN);
        Random random = new Random(7);
        int broken = 0;
        for (int i = 0; i < 10_000; i++) {
            var read = StoredCrl.read(StoredOctets.of(Bytes.of(Mutation.of(list, random))), "");
            if (read.isOk()) {
                try {
                    read.orThrow().entries(Set.of(ten));
                } catch (IOException foreseen) {
                    broken++;
                }
            }
        }
        assertThat(broken).isPositive();
    }

    /** 49 MB in a process that may take less than that for everything. */
    @Test
    void aMillionEntriesAreSearchedInLittleMemory(@TempDir Path folder) throws Exception {
        Chain chain = Chain.make();
        Path crl = folder.resolve("million.crl");
        writeMillion(chain, crl);
        assertThat(Files.size(crl)).isGreaterThan(45_000_000);
        for (var each : Map.of("leaf", chain.leaf(), "ca", chain.ca(), "root", chain.root())
                .entrySet()) {
            Files.write(folder.resolve(each.getKey()), each.getValue().der().toArray());
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionEntries.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("Revoked[").contains("KEY_COMPROMISE");
    }

    /** The last of its entries is the person's. */
    private static void writeMillion(Chain chain, Path file) throws Exception {
        byte[] one = chain.crl(
                        builder -> builder.addCRLEntry(Chain.SERIAL, Date.from(Chain.NOW.minus(Duration.ofDays(1))), 1))
                .toArray();
        var tbs = CertificateList.getInstance(one).getTBSCertList();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(tbs.getVersion().getEncoded());
        head.writeBytes(tbs.getSignature().getEncoded(ASN1Encoding.DER));
        head.writeBytes(tbs.getIssuer().getEncoded(ASN1Encoding.DER));
        head.writeBytes(tbs.getThisUpdate().toASN1Primitive().getEncoded());
        head.writeBytes(tbs.getNextUpdate().toASN1Primitive().getEncoded());
        byte[] entry = tbs.getRevokedCertificates()[0].toASN1Primitive().getEncoded();
        ByteArrayOutputStream entries = new ByteArrayOutputStream(50_000_000);
        for (int i = 0; i < MILLION; i++) {
            // A serial number of 16 octets, 20 November 2026, superseded.
            entries.writeBytes(Bytes.ofHex("302f0210%032x".formatted(MILLION + i)
                            + "170d3236313132303038303030305a300c300a0603551d1504030a0104")
                    .toArray());
        }
        entries.writeBytes(entry);
        sign(
                chain,
                file,
                head.toByteArray(),
                entries.toByteArray(),
                tbs.getSignature().getEncoded());
    }

    private static void sign(Chain chain, Path file, byte[] head, byte[] entries, byte[] algorithm) throws IOException {
        ByteArrayOutputStream tbs = new ByteArrayOutputStream(entries.length + 1000);
        tbs.writeBytes(header(head.length + header(entries.length).length + entries.length));
        tbs.writeBytes(head);
        tbs.writeBytes(header(entries.length));
        tbs.writeBytes(entries);
        byte[] signature = new DERBitString(Providers.sign(
                        SignatureScheme.ECDSA_SHA256, chain.caKey().getPrivate(), tbs.toByteArray()))
                .getEncoded();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(header(tbs.size() + algorithm.length + signature.length));
            tbs.writeTo(out);
            out.write(algorithm);
            out.write(signature);
        }
    }

    private static byte[] header(int length) {
        return Bytes.ofHex(length < 0x1000000 ? "3083%06x".formatted(length) : "3084%08x".formatted(length))
                .toArray();
    }

    static List<Path> files(Path folder) {
        return Stream.of("leaf", "ca", "root").map(folder::resolve).toList();
    }
}

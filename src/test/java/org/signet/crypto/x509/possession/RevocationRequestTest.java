package org.signet.crypto.x509.possession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.app.Csr;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.RevocationReason;
import org.signet.model.SerialNumber;

class RevocationRequestTest {
    private static final KeyPair KEY = Csr.key(KeyType.EC_P256);
    private static final SerialNumber SERIAL = SerialNumber.parse("4f2a09").orThrow();

    private static byte[] octets(String pem) {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] saying(String subject) {
        return Proofs.signed(new X500Name(subject), KEY, KEY);
    }

    private static RefusalCode refusal(byte[] file) {
        return RevocationRequest.parse(file).refusal().code();
    }

    @Test
    void aKeySaysThatOthersHaveIt() {
        RevocationRequest request =
                RevocationRequest.parse(octets(Proofs.compromised(KEY))).orThrow();
        assertThat(request.statement()).isEqualTo(RevocationStatement.compromised());
        assertThat(request.keys()).containsExactly(Csr.parsed(KEY).keyId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unspecified", "affiliationChanged", "superseded", "cessationOfOperation"})
    void aKeySaysWhichCertificateEndsAndWhy(String reason) {
        RevocationReason why = RevocationReason.ofText(reason).orElseThrow();
        assertThat(RevocationRequest.parse(octets(Proofs.of(KEY, SERIAL, why)))
                        .orThrow()
                        .statement())
                .isEqualTo(new RevocationStatement(why, Optional.of(SERIAL)));
        assertThat(RevocationRequest.parse(saying("CN=Revoke this certificate: " + reason + ",serialNumber=4F2A09"))
                        .isOk())
                .isTrue();
    }

    @Test
    void aCompromisedKeyEndsWithAllItsCertificates() {
        assertThat(RevocationStatement.of(SERIAL, RevocationReason.KEY_COMPROMISE))
                .isEqualTo(RevocationStatement.compromised());
        assertThatThrownBy(() -> new RevocationStatement(RevocationReason.SUPERSEDED, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What a request for a certificate may say, and what comes near to the text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=ada@example.com",
                "CN=this key is compromised",
                "CN=This key is compromised.",
                "CN=This key is compromised\\ ",
                "O=This key is compromised",
                "CN=This key is compromised,O=Example",
                "O=Example,CN=This key is compromised",
                "CN=This key is compromised+O=Example",
                "CN=This key is compromised,CN=This key is compromised",
                "CN=Revoke this certificate: superseded",
                "CN=Revoke this certificate: superseded,serialNumber=0",
                "CN=Revoke this certificate: superseded,serialNumber=xyz",
                "CN=Revoke this certificate: superseded,serialNumber=4f2a09,O=Example",
                "serialNumber=4f2a09,CN=Revoke this certificate: superseded",
                "CN=Revoke this certificate: Superseded,serialNumber=4f2a09",
                "CN=Revoke this certificate: keyCompromise,serialNumber=4f2a09",
                "CN=Revoke this certificate: boredom,serialNumber=4f2a09",
                "CN=Revoke this certificate: ,serialNumber=4f2a09",
                ""
            })
    void anyOtherSubjectProvesNothing(String subject) {
        Outcome<RevocationRequest> parsed = RevocationRequest.parse(saying(subject));
        assertThat(parsed.isOk()).as(subject).isFalse();
        assertThat(parsed.refusal().detail()).contains("/CN=This key is compromised");
    }

    @Test
    void anEnrolmentThatWasCaughtProvesNothing() {
        assertThat(refusal(Csr.of(KEY))).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
    }

    @Test
    void onlyTheKeyItselfCanSayIt() {
        byte[] others = Proofs.signed(new X500Name("CN=This key is compromised"), KEY, Csr.key(KeyType.EC_P256));
        assertThat(refusal(others)).isEqualTo(RefusalCode.BAD_SIGNATURE);
        byte[] bent = saying("CN=This key is compromised");
        bent[bent.length - 1] ^= 1;
        assertThat(refusal(bent)).isEqualTo(RefusalCode.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"512, 65537", "1024, 65537", "1024, 3", "2048, 3", "2056, 65537"})
    void weakKeysMayEnd(int bits, int exponent) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        ends(generator.generateKeyPair());
    }

    @Test
    void aKeyOfAFaultyChipMayEnd() throws Exception {
        KeyPair faulty = faulty();
        assertThat(KeyPolicy.objection(faulty.getPublic())).get().asString().contains("ROCA");
        assertThat(CertificateRequest.parse(Csr.of(faulty)).isOk()).isFalse();
        ends(faulty);
    }

    @ParameterizedTest
    @CsvSource({"EC, 521", "EC, 384", "Ed25519, 255"})
    void othersMayEndToo(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        ends(generator.generateKeyPair());
    }

    private static void ends(KeyPair key) {
        assertThat(RevocationRequest.parse(octets(Proofs.compromised(key)))
                        .orThrow()
                        .statement())
                .isEqualTo(RevocationStatement.compromised());
    }

    /** CVE-2017-15361. */
    private static KeyPair faulty() throws Exception {
        Random random = new Random(20261129);
        BigInteger e = BigInteger.valueOf(65537);
        BigInteger primorial = IntStream.range(2, 168)
                .mapToObj(BigInteger::valueOf)
                .filter(n -> n.isProbablePrime(50))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger[] primes = new BigInteger[2];
        for (int i = 0; i < 2; i++) {
            BigInteger power = e.modPow(new BigInteger(200, random), primorial);
            do {
                BigInteger high = BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE.shiftLeft(1022));
                primes[i] = high.add(new BigInteger(1000, random));
                primes[i] = primes[i].subtract(primes[i].mod(primorial)).add(power);
            } while (!primes[i].isProbablePrime(50));
        }
        BigInteger modulus = primes[0].multiply(primes[1]);
        BigInteger order = primes[0].subtract(BigInteger.ONE).multiply(primes[1].subtract(BigInteger.ONE));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, e)),
                factory.generatePrivate(new RSAPrivateKeySpec(modulus, e.modInverse(order))));
    }

    @Test
    void whatIsNoRequestIsRefused() {
        String proof = Proofs.compromised(KEY);
        assertThat(refusal(new byte[0])).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
        assertThat(refusal(octets("hello"))).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
        assertThat(refusal(octets(proof + proof))).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
        assertThat(refusal(octets(proof.substring(0, 100)))).isEqualTo(RefusalCode.BAD_REQUEST_FILE);
        assertThat(refusal(octets(proof + " ".repeat(CertificateRequest.MAX_OCTETS))))
                .isEqualTo(RefusalCode.TOO_LARGE);
        assertThat(RevocationRequest.parse(octets("From: a finder\r\n\r\n" + proof.replace("\n", "\r\n")))
                        .isOk())
                .isTrue();
    }
}

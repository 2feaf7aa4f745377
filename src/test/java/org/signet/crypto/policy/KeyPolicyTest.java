package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    /** A key as any provider might hand it over, so that numbers no generator makes can be tried. */
    private record Rsa(BigInteger getModulus, BigInteger getPublicExponent) implements RSAPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private record Ec(ECParameterSpec getParams, ECPoint getW) implements ECPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private static BigInteger odd(int bits) {
        Random random = new Random(bits);
        BigInteger modulus;
        do {
            modulus = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        } while (RsaWeakness.of(modulus).isPresent());
        return modulus;
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void whatSignetMakesMayBeCertified(KeyType type) {
        if (type == KeyType.RSA_4096) {
            return;
        }
        PublicKey key = Providers.generate(type, Providers.newRandom()).getPublic();
        assertThat(KeyPolicy.objection(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2048, true",
        "3072, true",
        "4096, true",
        "8192, true",
        "1024, false",
        "2040, false",
        "2047, false",
        "2049, false",
        "2052, false",
        "8200, false",
        "16384, false",
        "512, false"
    })
    void rsaSizes(int bits, boolean good) {
        assertThat(KeyPolicy.objection(new Rsa(odd(bits), F4)).isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17, 65535, 65536, 65539})
    void rsaExponents(int exponent) {
        assertThat(KeyPolicy.objection(new Rsa(odd(2048), BigInteger.valueOf(exponent))))
                .hasValueSatisfying(text -> assertThat(text).contains("65537"));
    }

    @Test
    void evenModulus() {
        assertThat(KeyPolicy.objection(new Rsa(BigInteger.ONE.shiftLeft(2047), F4)))
                .hasValueSatisfying(text -> assertThat(text).contains("small prime"));
    }

    private static ECPublicKey ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec(curve));
        return (ECPublicKey) generator.generateKeyPair().getPublic();
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, true",
        "secp384r1, true",
        "secp521r1, true",
        "secp224r1, false",
        "secp256k1, false",
        "brainpoolP256r1, false",
        "brainpoolP384r1, false",
        "brainpoolP256t1, false",
        "brainpoolP384t1, false",
        "sect283r1, false",
    })
    void curves(String curve, boolean good) throws Exception {
        assertThat(KeyPolicy.objection(ec(curve)).isEmpty()).isEqualTo(good);
    }

    private static ECParameterSpec p256() throws Exception {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    @Test
    void pointsOffTheCurve() throws Exception {
        ECParameterSpec p256 = p256();
        ECPoint g = p256.getGenerator();
        BigInteger p = ((java.security.spec.ECFieldFp) p256.getCurve().getField()).getP();
        ECPoint[] wrong = {
            new ECPoint(g.getAffineX(), g.getAffineY().add(BigInteger.ONE)),
            new ECPoint(g.getAffineX().add(p), g.getAffineY()),
            new ECPoint(g.getAffineX(), g.getAffineY().negate()),
            new ECPoint(BigInteger.ZERO, BigInteger.ZERO),
            ECPoint.POINT_INFINITY
        };
        assertThat(KeyPolicy.objection(new Ec(p256, g))).isEmpty();
        for (ECPoint point : wrong) {
            assertThat(KeyPolicy.objection(new Ec(p256, point))).isPresent();
        }
    }

    /** CVE-2020-0601: the right field and form, but a curve or a generator of the attacker's own. */
    @Test
    void curvesThatOnlyLookLikeP256() throws Exception {
        ECParameterSpec p256 = p256();
        EllipticCurve curve = p256.getCurve();
        ECPoint g = p256.getGenerator();
        BigInteger b = curve.getB().add(g.getAffineY().multiply(BigInteger.TWO)).add(BigInteger.ONE);
        EllipticCurve shifted = new EllipticCurve(curve.getField(), curve.getA(), b);
        ECPoint onShifted = new ECPoint(g.getAffineX(), g.getAffineY().add(BigInteger.ONE));
        assertThat(KeyPolicy.objection(new Ec(new ECParameterSpec(shifted, onShifted, p256.getOrder(), 1), onShifted)))
                .isPresent();
        ECPoint otherGenerator = new ECPoint(
                g.getAffineX(), g.getAffineY().negate().mod(((java.security.spec.ECFieldFp) curve.getField()).getP()));
        assertThat(KeyPolicy.objection(new Ec(new ECParameterSpec(curve, otherGenerator, p256.getOrder(), 1), g)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed448", "X25519", "DSA"})
    void otherKinds(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        assertThat(KeyPolicy.objection(generator.generateKeyPair().getPublic()))
                .hasValueSatisfying(text -> assertThat(text).contains("P-256"));
    }
}

package org.signet.crypto.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RsaWeaknessTest {
    private static final Random RANDOM = new Random(20261124);
    private static final BigInteger PRIMORIAL = IntStream.range(2, 168)
            .mapToObj(BigInteger::valueOf)
            .filter(n -> n.isProbablePrime(50))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    static Stream<Arguments> weak() {
        BigInteger p = BigInteger.probablePrime(1024, RANDOM);
        return Stream.of(
                Arguments.of(p.multiply(p.nextProbablePrime()), "close"),
                Arguments.of(p.multiply(p.add(BigInteger.ONE.shiftLeft(500)).nextProbablePrime()), "close"),
                Arguments.of(p.multiply(p), "close"),
                Arguments.of(faulty().multiply(faulty()), "ROCA"),
                Arguments.of(BigInteger.probablePrime(2039, RANDOM).multiply(BigInteger.valueOf(751)), "small prime"),
                Arguments.of(BigInteger.ONE.shiftLeft(2047), "small prime"));
    }

    /** A prime as the faulty chip makes them: a multiple of the primorial plus a power of 65537. */
    private static BigInteger faulty() {
        BigInteger power = BigInteger.valueOf(65537).modPow(new BigInteger(200, RANDOM), PRIMORIAL);
        BigInteger prime;
        do {
            prime = PRIMORIAL.multiply(new BigInteger(800, RANDOM)).add(power);
        } while (!prime.isProbablePrime(50));
        return prime;
    }

    @ParameterizedTest
    @MethodSource("weak")
    void tellsWhatIsWrong(BigInteger modulus, String why) {
        assertThat(RsaWeakness.of(modulus)).get().asString().contains(why);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"RSA_2048", "RSA_3072"})
    void freshKeysAreFine(KeyType type) {
        RSAPublicKey key =
                (RSAPublicKey) Providers.generate(type, Providers.newRandom()).getPublic();
        assertThat(RsaWeakness.of(key.getModulus())).isEmpty();
    }
}

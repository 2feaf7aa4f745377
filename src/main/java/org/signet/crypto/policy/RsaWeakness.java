package org.signet.crypto.policy;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * RSA moduli that somebody can factor though they are long: those of a faulty chip (ROCA, CVE-2017-15361), of primes that
 * lie close together (Fermat's method), and with a small factor (S/MIME BR §6.1.1.3, §6.1.6; NIST SP 800-89 §5.3.3).
 */
final class RsaWeakness {
    private static final int FERMAT_ROUNDS = 100;
    private static final BigInteger GENERATOR = BigInteger.valueOf(65537);
    private static final BigInteger SMALL_PRIMES = product(752);
    /** The primes by which the faulty chip's moduli are told; 2 tells nothing. */
    private static final int[] ROCA_PRIMES = primes(168).filter(p -> p > 2).toArray();

    private static final boolean[][] ROCA_RESIDUES = residues();

    private static final DebianWeakKeys DEBIAN = DebianWeakKeys.installed();

    private RsaWeakness() {}

    /** What is wrong with the modulus, as the end of a sentence that begins "This RSA key". */
    static Optional<String> of(BigInteger modulus) {
        if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            return Optional.of("is divisible by a small prime");
        }
        if (isRoca(modulus)) {
            return Optional.of("comes from a faulty chip (ROCA, CVE-2017-15361)");
        }
        if (DEBIAN.contains(modulus)) {
            return Optional.of("was made by Debian's faulty OpenSSL of 2006 to 2008 (CVE-2008-0166)");
        }
        return primesAreClose(modulus) ? Optional.of("has primes that lie close together") : Optional.empty();
    }

    /** Whether the modulus is a power of 65537 modulo every one of the primes, as the chip's moduli are. */
    private static boolean isRoca(BigInteger modulus) {
        for (int i = 0; i < ROCA_PRIMES.length; i++) {
            if (!ROCA_RESIDUES[i][
                    modulus.mod(BigInteger.valueOf(ROCA_PRIMES[i])).intValue()]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[][] residues() {
        boolean[][] residues = new boolean[ROCA_PRIMES.length][];
        for (int i = 0; i < ROCA_PRIMES.length; i++) {
            int prime = ROCA_PRIMES[i];
            residues[i] = new boolean[prime];
            int power = 1;
            while (!residues[i][power]) {
                residues[i][power] = true;
                power = power * (GENERATOR.intValue() % prime) % prime;
            }
        }
        return residues;
    }

    /** Looks for a² - n = b² with a just above the square root of n. */
    private static boolean primesAreClose(BigInteger modulus) {
        BigInteger root = modulus.sqrt();
        BigInteger a = root.multiply(root).equals(modulus) ? root : root.add(BigInteger.ONE);
        BigInteger square = a.multiply(a).subtract(modulus);
        for (int round = 0; round < FERMAT_ROUNDS; round++) {
            if (isSquare(square)) {
                return true;
            }
            square = square.add(a.shiftLeft(1)).add(BigInteger.ONE);
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /** Squares end in few patterns of bits, which spares nearly all the square roots. */
    private static boolean isSquare(BigInteger number) {
        int low = number.intValue() & 63;
        boolean possible = IntStream.range(0, 64).anyMatch(root -> (root * root & 63) == low);
        return possible && number.sqrtAndRemainder()[1].signum() == 0;
    }

    private static BigInteger product(int below) {
        return primes(below).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static IntStream primes(int below) {
        return IntStream.range(2, below)
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0));
    }
}

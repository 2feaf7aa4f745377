package org.signet.crypto.policy;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which public keys may be certified (checked 2026-11): RSA of 2048 to 8192 bits, a multiple of 8, exponent 65537
 * (S/MIME BR §6.1.5, §6.1.6; NIST SP 800-131A r2); EC points on P-256, P-384 or P-521 (SP 800-56A r3 §5.6.2.3); Ed25519
 * (RFC 8410).
 */
public final class KeyPolicy {
    private static final int RSA_MIN = 2048;
    private static final int RSA_MAX = 8192;
    private static final int EC_MIN = 224;
    private static final List<ECParameterSpec> CURVES = Stream.of("secp256r1", "secp384r1", "secp521r1")
            .map(KeyPolicy::curve)
            .toList();

    private KeyPolicy() {}

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks the curve " + name, e);
        }
    }

    /** Why this key may not be certified, or nothing if it may. */
    public static Optional<String> objection(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsaObjection(rsa);
        }
        if (key instanceof ECPublicKey ec) {
            return ecObjection(ec);
        }
        if (isEd25519(key)) {
            return Optional.empty();
        }
        return Optional.of("Keys of type " + key.getAlgorithm() + " are not certified here; use RSA 3072 or P-256.");
    }

    /** What a key is worth that others certified. */
    public static Standing standing(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= RSA_MIN ? Standing.SOUND : bits >= RSA_MIN / 2 ? Standing.WEAK : Standing.WORTHLESS;
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize() >= EC_MIN ? Standing.SOUND : Standing.WEAK;
        }
        return key instanceof EdECPublicKey || key instanceof XECPublicKey ? Standing.SOUND : Standing.WEAK;
    }

    public static boolean isRsa(PublicKey key) {
        return key instanceof RSAPublicKey;
    }

    /** Whether something can be encrypted to such a key: RSA enciphers a key, EC and X25519 agree on one, Ed25519 only signs. */
    public static boolean encrypts(PublicKey key) {
        return key instanceof RSAPublicKey || key instanceof ECPublicKey || isX25519(key);
    }

    public static boolean isX25519(PublicKey key) {
        return key instanceof XECPublicKey x && x.getAlgorithm().matches("X25519|XDH") && is(x.getParams(), "X25519");
    }

    private static boolean is(AlgorithmParameterSpec parameters, String name) {
        return parameters instanceof NamedParameterSpec named && named.getName().equals(name);
    }

    public static boolean isEd448(PublicKey key) {
        return key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed448");
    }

    public static boolean isEd25519(PublicKey key) {
        return key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519");
    }

    /** The kind of key as configuration and commands spell it: {@code rsa-3072}, {@code ec-p256}, {@code ed25519}. */
    public static String name(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "rsa-" + rsa.getModulus().bitLength();
        }
        return key instanceof ECPublicKey ec
                ? "ec-p" + ec.getParams().getCurve().getField().getFieldSize()
                : key.getAlgorithm().toLowerCase(Locale.ROOT);
    }

    /** Whether this is the name of a kind of key that may be certified. */
    public static boolean isName(String text) {
        if (text.matches("rsa-[1-9][0-9]{3}")) {
            int bits = Integer.parseInt(text.substring(4));
            return bits >= RSA_MIN && bits <= RSA_MAX && bits % 8 == 0;
        }
        return text.matches("ec-p(256|384|521)|ed25519");
    }

    private static Optional<String> rsaObjection(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < RSA_MIN) {
            return Optional.of("An RSA key of " + bits + " bits is too weak; make one of 3072 bits.");
        }
        if (bits > RSA_MAX || bits % 8 != 0) {
            return Optional.of("An RSA key has 2048 to 8192 bits, a multiple of 8; this one has " + bits + ".");
        }
        if (!key.getPublicExponent().equals(BigInteger.valueOf(65537))) {
            return Optional.of("The RSA public exponent must be 65537; make a new key.");
        }
        return RsaWeakness.of(key.getModulus())
                .map(weakness -> "This RSA key " + weakness + ", so others can find its private half; make a new key.");
    }

    private static Optional<String> ecObjection(ECPublicKey key) {
        if (CURVES.stream().noneMatch(curve -> same(curve, key.getParams()))) {
            return Optional.of("Only the curves P-256, P-384 and P-521 are certified here; make a P-256 key.");
        }
        return onCurve(key.getW(), key.getParams().getCurve())
                ? Optional.empty()
                : Optional.of("The public point does not lie on its curve; make a new key.");
    }

    /** Every number is compared: a curve of one's own choosing makes any point a key (CVE-2020-0601). */
    private static boolean same(ECParameterSpec curve, ECParameterSpec other) {
        return curve.getCurve().getField().equals(other.getCurve().getField())
                && curve.getCurve().getA().equals(other.getCurve().getA())
                && curve.getCurve().getB().equals(other.getCurve().getB())
                && curve.getGenerator().equals(other.getGenerator())
                && curve.getOrder().equals(other.getOrder())
                && curve.getCofactor() == other.getCofactor();
    }

    private static boolean onCurve(ECPoint point, EllipticCurve curve) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }
}

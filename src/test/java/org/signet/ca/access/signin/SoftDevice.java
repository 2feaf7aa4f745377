package org.signet.ca.access.signin;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** An authenticator in a few lines (WebAuthn Level 3, §6), which also does what none should. */
final class SoftDevice {
    static final int PRESENT = 1;
    static final int VERIFIED = 4;
    private static final int ATTESTED = 0x40;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    final byte[] id = new byte[16];
    private final KeyPair keys;
    String origin;
    String host;
    int flags = PRESENT | VERIFIED;
    int count;
    String handle = "";

    SoftDevice(String origin, String host) {
        this.origin = origin;
        this.host = host;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        System.arraycopy(((ECPublicKey) keys.getPublic()).getW().getAffineX().toByteArray(), 0, id, 0, 16);
    }

    private byte[] clientData(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int more, byte[] rest) {
        return ByteBuffer.allocate(37 + rest.length)
                .put(sha256(host.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (flags | more))
                .putInt(count)
                .put(rest)
                .array();
    }

    /** RegistrationResponseJSON. */
    String make(String challenge) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(new byte[16]);
        key.writeBytes(new byte[] {0, (byte) id.length});
        key.writeBytes(id);
        // A COSE key in CBOR (RFC 9053 §7.1.1): {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
        key.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        ECPublicKey point = (ECPublicKey) keys.getPublic();
        key.writeBytes(coordinate(point.getW().getAffineX()));
        key.writeBytes(new byte[] {0x22, 0x58, 32});
        key.writeBytes(coordinate(point.getW().getAffineY()));
        byte[] data = authenticatorData(ATTESTED, key.toByteArray());
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(cborText("fmt"));
        attestation.writeBytes(cborText("none"));
        attestation.writeBytes(cborText("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(cborText("authData"));
        attestation.writeBytes(new byte[] {0x58, (byte) data.length});
        attestation.writeBytes(data);
        return answer(
                "\"attestationObject\":\"" + ENCODER.encodeToString(attestation.toByteArray()) + "\"",
                clientData("webauthn.create", challenge));
    }

    /** AuthenticationResponseJSON. */
    String sign(String challenge) {
        try {
            byte[] data = authenticatorData(0, new byte[0]);
            byte[] client = clientData("webauthn.get", challenge);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return answer(
                    "\"authenticatorData\":\"" + ENCODER.encodeToString(data) + "\",\"signature\":\""
                            + ENCODER.encodeToString(signature.sign()) + "\""
                            + (handle.isEmpty() ? "" : ",\"userHandle\":\"" + handle + "\""),
                    client);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(String parts, byte[] client) {
        String name = ENCODER.encodeToString(id);
        return "{\"id\":\"" + name + "\",\"rawId\":\"" + name + "\",\"type\":\"public-key\",\"response\":{"
                + "\"clientDataJSON\":\"" + ENCODER.encodeToString(client) + "\"," + parts
                + "},\"clientExtensionResults\":{}}";
    }

    private static byte[] cborText(String text) {
        return ByteBuffer.allocate(text.length() + 1)
                .put((byte) (0x60 + text.length()))
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] octets = new byte[32];
        byte[] shorter = value.toByteArray();
        int length = Math.min(32, shorter.length);
        System.arraycopy(shorter, shorter.length - length, octets, 32 - length, length);
        return octets;
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

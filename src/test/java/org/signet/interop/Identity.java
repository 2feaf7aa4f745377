package org.signet.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Somebody whose key OpenSSL made and our command line certified, with everything that the server serves about it.
 *
 * @param certificates the leaf and its issuing CA, PEM
 * @param issuing the issuing CA alone, PEM
 * @param modern the .p12 as OpenSSL writes it, chain included
 */
record Identity(
        String address, Path folder, Path key, Path certificates, Path issuing, Path root, Path crls, Path modern) {
    static final String PASSPHRASE = "open-sesame-2026";
    static final String[] EC = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
    /** A signed message in one piece, as it stands. */
    static final String[] OPAQUE = {"-binary", "-nodetach", "-outform", "DER"};

    static final String[] BINARY = {"-binary", "-outform", "DER"};

    static Identity rsa(String address) {
        return make(address, "-newkey", "rsa:3072");
    }

    static Identity ec(String address) {
        return make(address, EC);
    }

    /** A new key and its PKCS#10 request, made by OpenSSL as the options say. */
    static Path request(Path key, Path request, String... options) {
        String[] base = {
            "req", "-new", "-nodes", "-subj", "/CN=whatever", "-keyout", key.toString(), "-out", request.toString()
        };
        Program.require("openssl").ok(concat(base, options));
        return request;
    }

    /** The text in a message that OpenSSL signed with this key; options say in which form. */
    Path signed(String text, String name, String... options) {
        Path message = folder.resolve(name);
        String[] base = {
            "cms",
            "-sign",
            "-in",
            text(text, name),
            "-out",
            message.toString(),
            "-signer",
            certificates.toString(),
            "-inkey",
            key.toString(),
            "-certfile",
            issuing.toString()
        };
        Program.require("openssl").ok(concat(base, options));
        return message;
    }

    /** The text in a message that OpenSSL encrypted to this certificate. */
    Path encrypted(String text, String name, String... options) {
        Path message = folder.resolve(name);
        String[] base = {"cms", "-encrypt", "-aes256", "-in", text(text, name), "-out", message.toString()};
        Program.require("openssl").ok(concat(concat(base, options), certificates.toString()));
        return message;
    }

    private String text(String text, String name) {
        try {
            return Files.writeString(folder.resolve(name + ".txt"), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Identity make(String address, String... keyOptions) {
        Program openssl = Program.require("openssl");
        Packaged signet = Packaged.shared();
        Path folder = Packaged.folder();
        Path key = folder.resolve("key.pem");
        Path request = request(key, folder.resolve("request.pem"), keyOptions);
        Path certificates = folder.resolve("certificate.pem");
        signet.signet("issue", "--csr", request.toString(), "--email", address, "--out", certificates.toString())
                .expect(0);
        Path root = signet.download("/trust/root.pem", folder.resolve("root.pem"));
        Path crls = crls(openssl, signet, folder);
        Path chain = signet.download("/trust/chain.pem", folder.resolve("chain.pem"));
        Path p12 = folder.resolve("openssl.p12");
        openssl.ok(
                "pkcs12",
                "-export",
                "-inkey",
                key.toString(),
                "-in",
                certificates.toString(),
                "-certfile",
                chain.toString(),
                "-name",
                address,
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                p12.toString());
        return new Identity(address, folder, key, certificates, issuing(openssl, signet, folder), root, crls, p12);
    }

    private static Path issuing(Program openssl, Packaged signet, Path folder) {
        Path der = signet.download("/aia/issuing-1.cer", folder.resolve("issuing.cer"));
        Path pem = folder.resolve("issuing.pem");
        openssl.ok("x509", "-inform", "DER", "-in", der.toString(), "-out", pem.toString());
        return pem;
    }

    private static Path crls(Program openssl, Packaged signet, Path folder) {
        StringBuilder pem = new StringBuilder();
        for (String id : new String[] {"root-1", "issuing-1"}) {
            Path der = signet.download("/crl/" + id + ".crl", folder.resolve(id + ".crl"));
            pem.append(new String(
                    openssl.ok("crl", "-inform", "DER", "-in", der.toString()).standardOutput(),
                    StandardCharsets.US_ASCII));
        }
        try {
            return Files.writeString(folder.resolve("crls.pem"), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String[] concat(String[] a, String... b) {
        String[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}

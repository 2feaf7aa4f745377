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

    static Identity rsa(String address) {
        return make(address, "-newkey", "rsa:3072");
    }

    static Identity ec(String address) {
        return make(address, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    }

    private static Identity make(String address, String... keyOptions) {
        Program openssl = Program.require("openssl");
        Packaged signet = Packaged.shared();
        Path folder = Packaged.folder();
        Path key = folder.resolve("key.pem");
        Path request = folder.resolve("request.pem");
        Path certificates = folder.resolve("certificate.pem");
        String[] base = {"req", "-nodes", "-subj", "/CN=whatever", "-keyout", key.toString(), "-out", request.toString()
        };
        openssl.ok(concat(base, keyOptions));
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

    private static String[] concat(String[] a, String... b) {
        String[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}

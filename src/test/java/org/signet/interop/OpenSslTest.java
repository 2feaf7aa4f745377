package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL judges what the server serves, and signs and encrypts with what it issued. */
class OpenSslTest {
    private static Program openssl;
    private static Identity rsa;
    private static Identity ec;

    @BeforeAll
    static void issue() {
        openssl = Program.require("openssl");
        rsa = Identity.rsa("openssl.rsa@example.com");
        ec = Identity.ec("openssl.ec@example.com");
    }

    private static Identity of(String kind) {
        return kind.equals("rsa") ? rsa : ec;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa smimesign", "rsa smimeencrypt", "ec smimesign"})
    void verifiesStrictlyWithEveryCrl(String line) {
        Identity who = of(line.split(" ")[0]);
        String certificates = who.certificates().toString();
        String output = openssl.ok(
                        "verify",
                        "-x509_strict",
                        "-policy_check",
                        "-purpose",
                        line.split(" ")[1],
                        "-crl_check_all",
                        "-CAfile",
                        who.root().toString(),
                        "-CRLfile",
                        who.crls().toString(),
                        "-untrusted",
                        certificates,
                        certificates)
                .output();
        assertThat(output).contains("OK");
    }

    @Test
    void readsTheCrlAndItsSignature() {
        String output = openssl.ok(
                        "crl",
                        "-inform",
                        "DER",
                        "-in",
                        rsa.folder() + "/issuing-1.crl",
                        "-noout",
                        "-text",
                        "-CAfile",
                        rsa.issuing().toString())
                .output();
        assertThat(output).contains("verify OK").contains("X509v3 CRL Number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void signsAndVerifies(String kind) throws Exception {
        Identity who = of(kind);
        String signed = who.signed("Grüße\r\n", "signed.eml").toString();
        openssl.ok(
                "cms",
                "-verify",
                "-in",
                signed,
                "-CAfile",
                who.root().toString(),
                "-purpose",
                "smimesign",
                "-out",
                who.folder() + "/verified");
        assertThat(Files.readString(who.folder().resolve("verified"))).contains("Grüße");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void encryptsAndDecrypts(String kind) throws Exception {
        Identity who = of(kind);
        String encrypted = who.encrypted("eyes only\r\n", "encrypted.eml").toString();
        String plain = who.folder() + "/decrypted";
        openssl.ok(
                "cms",
                "-decrypt",
                "-in",
                encrypted,
                "-recip",
                who.certificates().toString(),
                "-inkey",
                who.key().toString(),
                "-out",
                plain);
        assertThat(Files.readString(Path.of(plain))).contains("eyes only");
    }
}

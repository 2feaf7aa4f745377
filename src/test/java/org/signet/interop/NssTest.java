package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NSS, the library of Thunderbird and Firefox: takes our .p12 files, trusts our root, reads what OpenSSL wrote. */
class NssTest {
    private static Program certutil;
    private static Program cmsutil;
    private static Identity rsa;
    private static Identity ec;

    @BeforeAll
    static void issue() {
        certutil = Program.require("certutil");
        cmsutil = Program.require("cmsutil");
        rsa = Identity.rsa("nss.rsa@example.com");
        ec = Identity.ec("nss.ec@example.com");
        imports(rsa);
        imports(ec);
    }

    private static Identity of(String kind) {
        return kind.equals("rsa") ? rsa : ec;
    }

    private static String database(Identity who) {
        return "sql:" + who.folder();
    }

    private static void imports(Identity who) {
        certutil.ok("-N", "-d", database(who), "--empty-password");
        certutil.ok(
                "-A",
                "-d",
                database(who),
                "-n",
                "root",
                "-t",
                "C,C,",
                "-a",
                "-i",
                who.root().toString());
        Program.require("pk12util")
                .ok("-i", who.modern().toString(), "-d", database(who), "-W", Identity.PASSPHRASE, "-K", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa S", "rsa R", "ec S", "ec R"})
    void findsTheCertificateValidForMail(String line) {
        Identity who = of(line.split(" ")[0]);
        String output = certutil.ok("-V", "-d", database(who), "-n", who.address(), "-u", line.split(" ")[1], "-e")
                .output();
        assertThat(output).contains("certificate is valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void verifiesWhatOpenSslSigned(String kind) {
        Identity who = of(kind);
        String signed =
                who.signed("signed for NSS\n", "signed.p7m", Identity.OPAQUE).toString();
        String output = cmsutil.ok("-D", "-d", database(who), "-i", signed).output();
        assertThat(output).contains("signed for NSS");
        String verdict = cmsutil.ok("-D", "-d", database(who), "-h", "1", "-n", "-i", signed)
                .output();
        assertThat(verdict).contains("signer0.status=GoodSignature");
    }

    /** RSA alone: the NSS of Debian 12 (3.87) cannot read key agreement; newer ones can. */
    @Test
    void decryptsWhatOpenSslEncrypted() {
        Identity who = rsa;
        String encrypted = who.encrypted("for NSS only\n", "encrypted.p7m", Identity.BINARY)
                .toString();
        assertThat(cmsutil.ok("-D", "-d", database(who), "-i", encrypted).output())
                .contains("for NSS only");
    }
}

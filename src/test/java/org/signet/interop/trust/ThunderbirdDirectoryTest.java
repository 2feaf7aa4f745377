package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Csr;
import org.signet.ca.directory.Directory;
import org.signet.ca.directory.Entry;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.edge.ldap.LdapCa;
import org.signet.interop.Program;
import org.signet.model.Bytes;

/** Thunderbird itself, with the settings that the address-book kit writes, looks for a recipient's certificate. */
class ThunderbirdDirectoryTest {
    @TempDir
    private Path folder;

    /** The issuing CA's certificate comes with one's own file; the directory tells the recipient's alone, and the policy the root. */
    @Test
    void withTheSettingsItFindsACertificateToEncryptTo() throws Exception {
        ThunderbirdProgram thunderbird = new ThunderbirdProgram(folder);
        try (LdapCa ca = LdapCa.open(folder, 1000)) {
            Certificate ada = ca.issue("ada@example.com", "Ada Lovelace");
            TrustSite site = ca.site();
            thunderbird.install("thunderbird", site);
            Path profile = thunderbird.profile("asking");
            ThunderbirdProgram.unpack("address-books", site, folder.resolve("kit"));
            Files.copy(folder.resolve("kit/thunderbird/user.js"), profile.resolve("user.js"));
            assertThat(thunderbird.says(
                            profile, List.of(bobsOwn(ca).toString(), "ada@example.com", "nobody@example.com")))
                    .containsExactly("error 0", ada.sha256().hex(), "");
        }
    }

    private Path bobsOwn(LdapCa ca) throws Exception {
        KeyPair key = Csr.key(KeyType.RSA_3072);
        Certificate bob = ca.issue("bob@example.com", "Bob", key);
        Directory directory = ca.signet().addressBook().directory();
        Entry entry = directory.find(bob.content().addresses().get(0)).orElseThrow();
        String pem = Pem.encode("PRIVATE KEY", Bytes.of(key.getPrivate().getEncoded()))
                + new CertificateBundle(directory.chain(entry.certificates().get(0))).pem();
        Path in = Files.writeString(folder.resolve("bob.pem"), pem);
        Path out = folder.resolve("bob.p12");
        Program.require("openssl")
                .ok("pkcs12", "-export", "-in", in.toString(), "-out", out.toString(), "-passout", "pass:passphrase");
        return out;
    }
}

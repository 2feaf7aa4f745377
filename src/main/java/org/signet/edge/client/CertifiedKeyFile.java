package org.signet.edge.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.signet.crypto.keys.EncryptedKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.PrivateFiles;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * The last step at the terminal: a key, its certificate, and the file that holds both. The key is on disk, under the
 * passphrase, before anybody learns of it: the server certifies one key for each enrolment, so one that was lost with an
 * answer could not be replaced.
 */
final class CertifiedKeyFile {
    private final SignetClient client;
    private final SecureRandom random;

    CertifiedKeyFile(SignetClient client, SecureRandom random) {
        this.client = client;
        this.random = random;
    }

    /** Makes the key, or opens the one that an earlier run made; it is in the pending file when this returns. */
    Outcome<SoftwareKey> key(PendingEnrollment pending, Wish wish, Passphrase passphrase) {
        if (pending.key().isPresent()) {
            Outcome<SoftwareKey> opened = pending.key().get().open(passphrase);
            return opened.isOk()
                    ? opened
                    : Outcome.refused(
                            RefusalCode.WRONG_PASSPHRASE,
                            "The key of this enrolment was made already, under another passphrase; give that one.");
        }
        SoftwareKey key = SoftwareKey.generate(wish.keyType(), random);
        pending.with(EncryptedKey.of(key, passphrase, random)).write(PendingEnrollment.beside(wish.file()));
        return Outcome.ok(key);
    }

    /** Has the key certified and writes the file; refused without a trace if the answer is not about this key. */
    Outcome<Certificate> write(SoftwareKey key, String claim, Wish wish, Passphrase passphrase) {
        RequestTemplate template = new RequestTemplate(wish.address(), key.publicKey());
        String request = Pem.encode(Pem.REQUEST, template.signed(tbs -> key.sign(template.scheme(), tbs)));
        return client.certify(claim, request).then(bundle -> {
            if (!answers(bundle, key, wish.address())) {
                return Outcome.refused(
                        RefusalCode.BAD_SIGNATURE,
                        "The server answered with a certificate for another key or address, or with a broken chain."
                                + " Nothing was written; tell its administrator.");
            }
            byte[] content = new Pkcs12File(key, bundle.certificates())
                    .write(wish.flavour(), wish.address().toString(), passphrase, random);
            PrivateFiles.write(wish.file(), content);
            Certificate leaf = bundle.certificates().get(0);
            if (!holds(wish.file(), leaf, passphrase)) {
                throw new IllegalStateException(wish.file() + " does not open after it was written; check the disk.");
            }
            return Outcome.ok(leaf);
        });
    }

    private static boolean answers(CertificateBundle bundle, SoftwareKey key, EmailAddress address) {
        List<Certificate> chain = bundle.certificates();
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!chain.get(i).signedBy(chain.get(i + 1).content().publicKey())) {
                return false;
            }
        }
        var leaf = chain.get(0).content();
        return chain.size() > 1
                && leaf.keyId()
                        .digest()
                        .equals(Bytes.of(Providers.sha256(key.publicKey().getEncoded())))
                && leaf.addresses().stream().anyMatch(a -> a.searchKey().equals(address.searchKey()));
    }

    /** Whether the file opens and holds that certificate with its key. */
    static boolean holds(Path file, Certificate leaf, Passphrase passphrase) {
        return open(file, passphrase)
                .map(opened -> opened.chain().get(0).equals(leaf))
                .fold(same -> same, refusal -> false);
    }

    static Outcome<Pkcs12File> open(Path file, Passphrase passphrase) {
        try {
            return Pkcs12File.open(Files.readAllBytes(file), passphrase);
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}

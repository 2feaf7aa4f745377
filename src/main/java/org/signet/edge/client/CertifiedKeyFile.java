package org.signet.edge.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.signet.crypto.keys.EncryptedKey;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.Pkcs12File.Named;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.keys.files.PrivateFiles;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Pem;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.edge.client.TerminalEnrollment.Wish;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.Unavailable;

/**
 * The last step at the terminal: the keys, their certificates, and the files that hold them. The keys are on disk, under
 * the passphrase, before anybody learns of them: the server certifies the keys of an enrolment once, so that what was
 * lost with an answer could not be replaced.
 */
final class CertifiedKeyFile {
    private final SecureRandom random;

    CertifiedKeyFile(SecureRandom random) {
        this.random = random;
    }

    /** How keys come to be certified. */
    interface Certification {
        /** @param requests PKCS#10 in PEM, in the order of the keys */
        Outcome<List<CertificateBundle>> certify(String requests);
    }

    /** What is written: everything in one file; of a pair also each key in its own, for programs that take one alone. */
    static List<Path> files(Path file, boolean pair) {
        if (!pair) {
            return List.of(file);
        }
        String name = file.getFileName().toString();
        int end = name.toLowerCase(java.util.Locale.ROOT).endsWith(".p12") ? name.length() - 4 : name.length();
        String stem = name.substring(0, end);
        return Stream.concat(
                        Stream.of(file),
                        Stream.of(KeyUse.SIGN, KeyUse.ENCRYPT)
                                .map(use -> file.resolveSibling(stem + "-" + use.text() + ".p12")))
                .toList();
    }

    /** A file that something else than these keys is in already; it is never replaced. */
    static Optional<Path> inTheWay(List<Path> files, List<EncryptedKey> keys, Passphrase passphrase) {
        return files.stream()
                .filter(Files::exists)
                .filter(file -> {
                    List<Bytes> held = held(file, passphrase).stream()
                            .map(CertifiedKeyFile::publicKey)
                            .toList();
                    List<Bytes> ours =
                            keys.stream().map(EncryptedKey::publicKey).toList();
                    return held.isEmpty() || !ours.containsAll(held);
                })
                .findFirst();
    }

    /** The certificates of these keys, if the file holds all of them. */
    static Optional<List<Certificate>> certificates(Path file, List<EncryptedKey> keys, Passphrase passphrase) {
        List<Pkcs12File> held = held(file, passphrase);
        List<Certificate> found = new ArrayList<>();
        for (EncryptedKey key : keys) {
            held.stream()
                    .filter(content -> publicKey(content).equals(key.publicKey()))
                    .forEach(content -> found.add(content.chain().get(0)));
        }
        return found.isEmpty() || found.size() != keys.size() ? Optional.empty() : Optional.of(found);
    }

    private static Bytes publicKey(Pkcs12File content) {
        return Bytes.of(content.key().publicKey().getEncoded());
    }

    /** Empty if it does not open. */
    private static List<Pkcs12File> held(Path file, Passphrase passphrase) {
        try {
            return Pkcs12File.openAll(Files.readAllBytes(file), passphrase).fold(all -> all, refusal -> List.of());
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes the keys, or opens those that an earlier run made; they are in the pending file when this returns.
     *
     * @return one, or of a pair the signing key first
     */
    Outcome<List<SoftwareKey>> keys(PendingEnrollment pending, boolean pair, Wish wish, Passphrase passphrase) {
        List<SoftwareKey> keys = new ArrayList<>();
        for (EncryptedKey made : pending.keys()) {
            Outcome<SoftwareKey> opened = made.open(passphrase);
            if (!opened.isOk()) {
                return Outcome.refused(KeyMadeBefore.wrong());
            }
            keys.add(opened.orThrow());
        }
        if (keys.isEmpty()) {
            Stream.generate(() -> SoftwareKey.generate(wish.keyType(), random))
                    .limit(pair ? 2 : 1)
                    .forEach(keys::add);
            pending.with(keys.stream()
                            .map(key -> EncryptedKey.of(key, passphrase, random))
                            .toList())
                    .write(PendingEnrollment.beside(wish.file()));
        }
        return Outcome.ok(keys);
    }

    /** Has the keys certified and writes the files; refused without a trace if the answer is not about these keys. */
    Outcome<List<Certificate>> write(
            List<SoftwareKey> keys, Certification certification, Wish wish, Passphrase passphrase) {
        String requests = keys.stream().map(key -> request(key, wish.address())).collect(Collectors.joining());
        return certification.certify(requests).then(bundles -> {
            if (!answer(bundles, keys, wish.addresses())) {
                return Outcome.refused(
                        RefusalCode.BAD_SIGNATURE,
                        "The server answered with a certificate for another key or address, or with a broken chain."
                                + " Nothing was written; tell its administrator.");
            }
            List<Named> contents = contents(keys, bundles, wish.address());
            List<Path> files = files(wish.file(), keys.size() > 1);
            // The one with everything last: where it is, all are.
            for (int i = files.size() - 1; i >= 0; i--) {
                write(files.get(i), i == 0 ? contents : List.of(contents.get(i - 1)), wish, passphrase);
            }
            return Outcome.ok(
                    bundles.stream().map(bundle -> bundle.certificates().get(0)).toList());
        });
    }

    private static String request(SoftwareKey key, EmailAddress address) {
        RequestTemplate template = new RequestTemplate(address, key.publicKey());
        return Pem.encode(Pem.REQUEST, template.signed(tbs -> key.sign(template.scheme(), tbs)));
    }

    private static List<Named> contents(List<SoftwareKey> keys, List<CertificateBundle> bundles, EmailAddress address) {
        List<Named> contents = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String use = keys.size() == 1 ? "" : i == 0 ? " (sign)" : " (encrypt)";
            contents.add(new Named(
                    address + use, new Pkcs12File(keys.get(i), bundles.get(i).certificates())));
        }
        return contents;
    }

    private void write(Path file, List<Named> contents, Wish wish, Passphrase passphrase) {
        PrivateFiles.write(file, Pkcs12File.writeAll(contents, wish.flavour(), passphrase, random));
        List<Certificate> read = held(file, passphrase).stream()
                .map(content -> content.chain().get(0))
                .toList();
        if (read.size() != contents.size()
                || !contents.stream()
                        .allMatch(each -> read.contains(each.content().chain().get(0)))) {
            throw new IllegalStateException(file + " does not open after it was written; check the disk.");
        }
    }

    private static boolean answer(
            List<CertificateBundle> bundles, List<SoftwareKey> keys, List<EmailAddress> addresses) {
        boolean all = bundles.size() == keys.size();
        for (int i = 0; all && i < keys.size(); i++) {
            all = answers(bundles.get(i), keys.get(i), addresses);
        }
        return all;
    }

    private static boolean answers(CertificateBundle bundle, SoftwareKey key, List<EmailAddress> addresses) {
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
                && leaf.addresses().stream()
                        .map(EmailAddress::searchKey)
                        .toList()
                        .containsAll(
                                addresses.stream().map(EmailAddress::searchKey).toList());
    }
}

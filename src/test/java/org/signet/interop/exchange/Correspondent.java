package org.signet.interop.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.interop.Program;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;

/**
 * Somebody with one key for everything, or with one to sign and another to decrypt.
 *
 * @param folder holds of each key a .p12 of either flavour, and what OpenSSL took out of it; beside them the issuing CA
 */
record Correspondent(KeyType type, boolean split, Path folder) {
    static final String PASSPHRASE = "open-sesame-2026";

    static Correspondent certify(Signet signet, KeyType type, boolean split, Path folder) {
        Correspondent somebody = new Correspondent(type, split, folder);
        try {
            somebody.keep(signet);
            return somebody;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return type.text() + (split ? "-pair" : "") + "@example.com";
    }

    /** Key, certificate and chain for that use. */
    String pem(String use) {
        return file((split ? use : "both") + ".pem");
    }

    /** gpgsm refuses an ECDSA signature over a hash that is shorter than the key. */
    String digest() {
        return type == KeyType.EC_P384 ? "SHA384" : "SHA256";
    }

    @Override
    public String toString() {
        return type.text() + (split ? " pair" : "");
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** What the holder's files are called: of one key that does everything, or of each of two. */
    List<String> uses() {
        return split ? List.of("sign", "encrypt") : List.of("both");
    }

    private Pkcs12File certified(Signet signet, String use) {
        SoftwareKey key = SoftwareKey.generate(type, TestCa.RANDOM);
        EmailAddress address = EmailAddress.parse(address()).orThrow();
        RequestTemplate request = new RequestTemplate(address, key.publicKey());
        Bytes der = request.signed(octets -> key.sign(request.scheme(), octets));
        return new Pkcs12File(
                key,
                signet.operatorIssuance()
                        .issue(
                                List.of(address),
                                Optional.empty(),
                                signet.profiles().find("mailbox-strict").orThrow(),
                                KeyUse.valueOf(use.toUpperCase(Locale.ROOT)),
                                CertificateRequest.parse(der.toArray()).orThrow(),
                                TestCa.OPERATOR)
                        .orThrow()
                        .chain()
                        .certificates());
    }

    private void keep(Signet signet) throws IOException {
        Files.createDirectories(folder);
        for (String use : uses()) {
            Pkcs12File key = certified(signet, use);
            Files.writeString(folder.resolve("issuing.pem"), key.chain().get(1).pem());
            try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray())) {
                for (Pkcs12File.Flavour flavour : Pkcs12File.Flavour.values()) {
                    Files.write(
                            folder.resolve(use + "-" + flavour + ".p12"),
                            key.write(flavour, address() + " (" + use + ")", passphrase, TestCa.RANDOM));
                }
            }
            Program.require("openssl")
                    .ok(
                            "pkcs12",
                            "-nodes",
                            "-in",
                            file(use + "-MODERN.p12"),
                            "-passin",
                            "pass:" + PASSPHRASE,
                            "-out",
                            file(use + ".pem"));
        }
    }
}

package org.signet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signet.app.Signet;
import org.signet.app.TestCa;
import org.signet.ca.authority.Issued;
import org.signet.ca.revocation.Revocation;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.policy.KeyType;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateRequest;
import org.signet.crypto.x509.RequestTemplate;
import org.signet.model.EmailAddress;
import org.signet.model.KeyUse;
import org.signet.model.RevocationReason;
import org.signet.model.StoredOctets;

/**
 * People of one company and what they write to each other, by the verbs of the command line in this process. Ada has an RSA key, all
 * others have P-256: bob and carol for everything, sid to sign alone; rita's certificate was revoked, that of fred is expired. Mallory's is of
 * another CA. Of everybody there are {@code NAME.p12} and {@code NAME.pem}; CAs are {@code issuing.pem}, {@code root.pem} and {@code foreign.pem}.
 */
public final class Post {
    static final String PASSPHRASE = "a long passphrase";
    private static final Duration LONG_AGO = Duration.ofDays(365 * 4);
    private static Post shared;

    private final Path folder;

    private Post(Path folder) {
        this.folder = folder;
    }

    /** One for all tests of a run, each in a folder of its own. */
    public static synchronized Post in(Path folder) {
        if (shared == null) {
            shared = new Post(TestCa.temporaryFolder().toAbsolutePath());
            shared.found();
        }
        try (var files = Files.list(shared.folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            return new Post(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void found() {
        Clock past = Clock.fixed(Instant.now().minus(LONG_AGO), ZoneOffset.UTC);
        Path ca = TestCa.found(ca(), past);
        try (Signet signet = TestCa.open(ca, past)) {
            person(signet, "fred", KeyType.EC_P256, KeyUse.BOTH);
        }
        try (Signet signet = TestCa.open(ca)) {
            person(signet, "ada", KeyType.RSA_3072, KeyUse.BOTH);
            person(signet, "bob", KeyType.EC_P256, KeyUse.BOTH);
            person(signet, "carol", KeyType.EC_P256, KeyUse.BOTH);
            person(signet, "sid", KeyType.EC_P256, KeyUse.SIGN);
            Issued rita = person(signet, "rita", KeyType.EC_P256, KeyUse.BOTH);
            signet.revocation()
                    .revoke(
                            rita.certificate().serial(),
                            Revocation.Grounds.of(RevocationReason.SUPERSEDED),
                            TestCa.OPERATOR)
                    .orThrow();
            signet.crls().publishDue(refused -> {
                throw new IllegalStateException(refused);
            });
            signet.crls()
                    .publish(signet.hierarchy().find("root-1").orThrow(), TestCa.OPERATOR)
                    .orThrow();
            write("issuing.crl", TestCa.crl(signet, "issuing-1").der().toArray());
            write("root.crl", TestCa.crl(signet, "root-1").der().toArray());
            root(signet, "root.pem");
            write("issuing.pem", rita.chain().certificates().get(1).pem().getBytes(StandardCharsets.US_ASCII));
        }
        try (Signet foreign = TestCa.open(TestCa.copy(folder))) {
            person(foreign, "mallory", KeyType.EC_P256, KeyUse.BOTH);
            root(foreign, "foreign.pem");
        }
        write("passphrase", (PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8));
        write("wrong", "not the passphrase\n".getBytes(StandardCharsets.UTF_8));
    }

    private void root(Signet signet, String name) {
        write(
                name,
                signet.hierarchy().find("root-1").orThrow().certificate().pem().getBytes(StandardCharsets.US_ASCII));
    }

    private Issued person(Signet signet, String name, KeyType type, KeyUse use) {
        SoftwareKey key = SoftwareKey.generate(type, TestCa.RANDOM);
        EmailAddress address = new EmailAddress(name, "example.com");
        RequestTemplate template = new RequestTemplate(address, key.publicKey());
        byte[] request =
                template.signed(octets -> key.sign(template.scheme(), octets)).toArray();
        Issued issued = signet.operatorIssuance()
                .issue(
                        List.of(address),
                        Optional.empty(),
                        signet.profiles().find("mailbox-strict").orThrow(),
                        use,
                        CertificateRequest.parse(request).orThrow(),
                        TestCa.OPERATOR)
                .orThrow();
        Pkcs12File file = new Pkcs12File(key, issued.chain().certificates());
        try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray())) {
            byte[] slow = file.write(Pkcs12File.Flavour.MODERN, name, passphrase, TestCa.RANDOM);
            write(name + ".p12", TestCa.quick(slow, PASSPHRASE));
        }
        write(name + ".pem", issued.leaf().pem().getBytes(StandardCharsets.US_ASCII));
        return issued;
    }

    /** The CA's own folder. */
    public static Path ca() {
        return shared.folder.resolve("ca");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path write(String name, byte[] octets) {
        try {
            return Files.write(file(name), octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line ends become those of mail. */
    public Path write(String name, String text) {
        return write(name, text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public byte[] octets(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Octet by octet. */
    public String text(String name) {
        return new String(octets(name), StandardCharsets.ISO_8859_1);
    }

    /** Names of the files in a folder in here, without those that everybody has. */
    public List<String> files(String name) {
        try (var files = Files.list(file(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message between two of them, saved under a name. */
    public Path mail(String name, String from, String to, String text) {
        return write(name, "From: " + person(from) + "\nTo: " + person(to) + "\n" + """
                Subject: Figures of March
                Date: Mon, 2 Mar 2026 10:00:00 +0100
                Message-ID: <m1@example.com>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                """ + text);
    }

    private static String person(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + " <" + name + "@example.com>";
    }

    /**
     * A message as a reader opens it who asks nobody.
     *
     * @param line its file, then {@code TRUST} for whoever trusts the root and {@code AS:NAME} for whoever has a key
     */
    public Opened opened(String line) {
        List<Identity> identities = new ArrayList<>();
        try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray())) {
            for (String word : line.split(" ")) {
                if (word.startsWith("AS:")) {
                    Pkcs12File key = Pkcs12File.open(octets(word.substring(3) + ".p12"), passphrase)
                            .orThrow();
                    identities.add(new Identity(key.key(), key.chain().get(0)));
                }
            }
        }
        List<Certificate> roots = line.contains("TRUST")
                ? Certificate.parseFile(octets("root.pem")).orThrow()
                : List.of();
        TrustBase trust = new TrustBase(roots, List.of(), TrustBase.offline(), Instant.now());
        return new MessageReader(trust, identities, TestCa.RANDOM)
                .message(StoredOctets.of(file(line.split(" ")[0])))
                .orThrow();
    }

    private String word(String word) {
        return word.matches("[\\w.-]+\\.(p12|pem|crl|eml|p7m|p7s|p7c|txt|bin|html|json)|wrong|out|copies|nowhere(/.*)?")
                ? file(word).toString()
                : word;
    }

    /**
     * Runs a verb. Words that look like a file's name are files in this folder; {@code AS:ada} is short for her key and passphrase, and
     * {@code TRUST} for the root, without asking anybody.
     */
    public Ran run(String line) {
        return fed(new byte[0], line);
    }

    public Ran fed(byte[] input, String line) {
        List<String> arguments = new ArrayList<>();
        for (String word : line.strip().split("\\s+")) {
            if (word.startsWith("AS:")) {
                for (String name : word.substring(3).split(",")) {
                    arguments.addAll(List.of("--p12", file(name + ".p12").toString()));
                }
                arguments.addAll(List.of("--passphrase-file", file("passphrase").toString()));
            } else if (word.equals("TRUST")) {
                arguments.addAll(List.of("--trust", file("root.pem").toString(), "--offline"));
            } else {
                arguments.add(Map.of("CA", ca().toString()).getOrDefault(word, word(word)));
            }
        }
        return Ran.fed(input, arguments.toArray(String[]::new));
    }
}

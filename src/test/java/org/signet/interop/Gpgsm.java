package org.signet.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.signet.crypto.x509.Certificate;

/** gpgsm with a home of its own that trusts given roots; a start costs a second, so one serves many certificates. */
public record Gpgsm(Program program, Path home) implements AutoCloseable {

    public static Gpgsm trusting(Certificate... roots) {
        return with("disable-crl-checks\n", roots);
    }

    /** As people have it: its dirmngr fetches every CRL by itself. */
    public static Gpgsm fetching(Certificate... roots) {
        return with("", roots);
    }

    private static Gpgsm with(String checks, Certificate... roots) {
        try {
            // Sockets of gpg-agent need a short path.
            Path home = Files.createTempDirectory(Path.of("/tmp"), "gs");
            Program program = Program.require("gpgsm").with(Map.of("GNUPGHOME", home.toString()));
            Files.write(
                    home.resolve("trustlist.txt"),
                    Arrays.stream(roots)
                            .map(root -> root.sha1().hex().toUpperCase(Locale.ROOT) + " S relax")
                            .toList());
            // What a critical name constraint needs with this client, and with its fetcher of CRLs.
            Files.writeString(
                    home.resolve("gpgsm.conf"),
                    "ignore-cert-extension 2.5.29.30\nbatch\nno-tty\npinentry-mode loopback\n" + checks);
            Files.writeString(home.resolve("dirmngr.conf"), "ignore-cert-extension 2.5.29.30\n");
            Files.writeString(home.resolve("gpg-agent.conf"), "allow-loopback-pinentry\n");
            return new Gpgsm(program, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Program.Result ok(String... arguments) {
        return program.ok(arguments);
    }

    /** dirmngr keeps a CRL until its nextUpdate; a new one begins with none. */
    void forgetCrls() {
        Program.of(Map.of("GNUPGHOME", home.toString()), "gpgconf").ok("--kill", "dirmngr");
        try (Stream<Path> cache = Files.walk(home.resolve("crls.d"))) {
            for (Path file : cache.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that is given a passphrase. */
    public Program.Result unlocked(String passphrase, String... arguments) {
        String[] line = {"--passphrase-fd", "0"};
        return program.run((passphrase + "\n").getBytes(StandardCharsets.US_ASCII), Identity.concat(line, arguments));
    }

    @Override
    public void close() {
        Program.of(Map.of("GNUPGHOME", home.toString()), "gpgconf").run("--kill", "all");
    }
}

package org.signet.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.signet.bench.Figure.Bar;
import org.signet.crypto.keys.Pkcs12File.Flavour;
import org.signet.crypto.smime.People;

/**
 * The commands on a large file against {@code openssl cms}, in turns: {@code EngineBench [MB] [rounds]}. Needs {@code target/signet.jar} (mvn
 * package). Each run is a process of its own with a heap of 64 MiB; what is told are the medians. The key is under a passphrase of
 * 2,048 rounds: those 600,000 that a modern .p12 has would be half of the time, and openssl is given its key bare.
 */
final class EngineBench {
    private static final String SECRET = "open-sesame-2026";

    private static final int SMALL_ROUNDS = 9;

    private final Path folder;
    private final int megabytes;
    private final int rounds;
    /** MiB, of all commands on the large file. */
    private long mostResident;

    private EngineBench(Path folder, int megabytes, int rounds) {
        this.folder = folder;
        this.megabytes = megabytes;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path folder = Files.createTempDirectory("signet-bench");
        try {
            new EngineBench(folder, megabytes, rounds).run();
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void run() throws Exception {
        System.out.printf(
                "%d MB, %d rounds. Java %s, %d processors%n",
                megabytes,
                rounds,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        People.ADA.writeTo(folder);
        People.writeRoot(folder);
        People.ADA.writeP12(folder, Flavour.COMPATIBILITY, SECRET);
        Files.writeString(folder.resolve("passphrase"), SECRET);
        small();
        fill(folder.resolve("in"));
        for (String cipher : List.of("gcm", "cbc")) {
            pair(
                    "encrypt AES-256-" + cipher.toUpperCase(Locale.ROOT),
                    Bar.atLeast(cipher.equals("gcm") ? 0.9 : 0.75),
                    signet(
                            "encrypt",
                            "--as",
                            "file",
                            "--in",
                            "in",
                            "--out",
                            "sealed",
                            "--cert",
                            "ada.pem",
                            "--no-sign",
                            "--cipher",
                            cipher),
                    openssl(
                            "-encrypt",
                            "-stream",
                            "-aes-256-" + cipher,
                            "-recip",
                            "ada.pem",
                            "-outform",
                            "DER",
                            "-in",
                            "in",
                            "-out",
                            "theirs"));
            pair(
                    "decrypt AES-256-" + cipher.toUpperCase(Locale.ROOT),
                    Bar.atLeast(cipher.equals("gcm") ? 4 : 5),
                    signet(
                            "decrypt",
                            "--in",
                            "theirs",
                            "--as",
                            "file",
                            "--p12",
                            "ada.p12",
                            "--passphrase-file",
                            "passphrase",
                            "--out",
                            "opened"),
                    openssl(
                            "-decrypt",
                            "-inform",
                            "DER",
                            "-in",
                            "theirs",
                            "-recip",
                            "ada.pem",
                            "-inkey",
                            "ada.key",
                            "-out",
                            "opened2"));
            if (Files.mismatch(folder.resolve("in"), folder.resolve("opened")) >= 0) {
                throw new IllegalStateException("what was decrypted is something else");
            }
        }
        pair(
                "sign, the file inside",
                Bar.atLeast(0.9),
                signet(
                        "sign",
                        "--as",
                        "file",
                        "--in",
                        "in",
                        "--p12",
                        "ada.p12",
                        "--passphrase-file",
                        "passphrase",
                        "--out",
                        "signed"),
                openssl(
                        "-sign",
                        "-nodetach",
                        "-stream",
                        "-signer",
                        "ada.pem",
                        "-inkey",
                        "ada.key",
                        "-outform",
                        "DER",
                        "-in",
                        "in",
                        "-out",
                        "theirs"));
        pair(
                "verify",
                Bar.atLeast(7),
                signet("verify", "--in", "theirs", "--as", "file", "--trust", "root.pem"),
                openssl("-verify", "-inform", "DER", "-in", "theirs", "-CAfile", "root.pem", "-out", "/dev/null"));
        Figure.of(
                        "Engine",
                        "largest resident set of these",
                        mostResident,
                        "MiB",
                        Bar.atMost(128),
                        "heap of 64 MiB (-Xmx64m)")
                .tell();
    }

    /** A program that does nothing. */
    static final class Nothing {
        public static void main(String[] arguments) {}
    }

    /** The command on 1 KB, against a JVM that does nothing. */
    private void small() throws Exception {
        Files.write(folder.resolve("small"), new byte[1000]);
        Taken.by(
                signet(("sign --as file --in small --p12 ada.p12 --passphrase-file passphrase --out small.p7m")
                        .split(" ")),
                folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> arguments = List.of("verify", "--as", "file", "--in", "small.p7m", "--trust", "root.pem");
        List<String> jar = new ArrayList<>(List.of(
                java, "-jar", Path.of("target/signet.jar").toAbsolutePath().toString()));
        jar.addAll(arguments);
        jar.add("--offline");
        List<String> launcher = signet(arguments.toArray(String[]::new));
        List<String> nothing = List.of(
                java, "-cp", Path.of("target/test-classes").toAbsolutePath().toString(), Nothing.class.getName());
        List<Taken> jars = new ArrayList<>();
        List<Taken> launchers = new ArrayList<>();
        List<Taken> nothings = new ArrayList<>();
        for (int i = 0; i < SMALL_ROUNDS; i++) {
            jars.add(Taken.by(jar, folder));
            launchers.add(Taken.by(launcher, folder));
            nothings.add(Taken.by(nothing, folder));
        }
        Figure.of(
                        "Engine",
                        "verify 1 KB by the launcher, against an empty JVM",
                        Taken.median(launchers) / Taken.median(nothings),
                        "× as long",
                        Bar.atMost(4),
                        "%.2f s against %.3f s; java -jar %.2f s",
                        Taken.median(launchers),
                        Taken.median(nothings),
                        Taken.median(jars))
                .tell();
    }

    private void fill(Path file) throws IOException {
        byte[] megabyte = new byte[1_000_000];
        new Random(1).nextBytes(megabyte);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(megabyte);
            }
        }
    }

    private static List<String> signet(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of(Path.of("target/signet").toAbsolutePath().toString()));
        line.addAll(List.of(arguments));
        if (!arguments[0].equals("sign")) {
            line.add("--offline");
        }
        return line;
    }

    private static List<String> openssl(String... arguments) {
        List<String> line = new ArrayList<>(List.of("openssl", "cms", "-binary"));
        line.addAll(List.of(arguments));
        return line;
    }

    private void pair(String what, Bar bar, List<String> ours, List<String> theirs) throws Exception {
        List<Taken> us = new ArrayList<>();
        List<Taken> them = new ArrayList<>();
        // What the other reads must be there first.
        them.add(Taken.by(theirs, folder));
        us.add(Taken.by(ours, folder));
        for (int i = 1; i < rounds; i++) {
            us.add(Taken.by(ours, folder));
            them.add(Taken.by(theirs, folder));
        }
        double mine = Taken.median(us);
        double other = Taken.median(them);
        long resident = Taken.peak(us);
        Figure.of(
                        "Engine",
                        "%s, %,d MB, against openssl cms".formatted(what, megabytes),
                        other / mine,
                        "× as fast",
                        bar,
                        "%.2f s (%d MiB resident) against %.2f s (%d MiB)",
                        mine,
                        resident,
                        other,
                        Taken.peak(them))
                .tell();
        mostResident = Math.max(mostResident, resident);
    }
}

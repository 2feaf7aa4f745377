package org.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.signet.app.Signet;
import org.signet.app.ceremony.CaImport;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.PemKey;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.keys.SoftwareKey;
import org.signet.crypto.x509.Certificate;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.crypto.x509.Crl;
import org.signet.model.Printable;
import org.signet.model.RefusalCode;
import org.signet.model.RefusedException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes over a CA that another program ran. */
@Command(
        name = "import",
        description = {
            "Take over a CA of another program.",
            "That is its key, what it issued and what it revoked under openssl ca, XCA … It issues nothing more; its CRLs go on, with higher numbers, at their old address if that is led to this server, or as files by `signet crl --out-dir`."
        },
        mixinStandardHelpOptions = true)
final class AuthorityImport implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Mixin
    private PassphraseOption passphrase;

    @ArgGroup(multiplicity = "1")
    private Key key;

    @Option(names = "--chain", paramLabel = "FILE", description = "The CAs above it up to the root: PEM or .p7b.")
    private Path chain;

    @Option(
            names = "--issued",
            required = true,
            paramLabel = "FOLDER",
            description = "What it issued: a folder of certificates, PEM or DER (newcerts/ of openssl ca).")
    private Path issued;

    @Option(names = "--crl", required = true, paramLabel = "FILE", description = "Its last CRL, PEM or DER.")
    private Path crl;

    @Option(
            names = "--crl-url",
            paramLabel = "URL",
            description = "Where its certificates say that the CRL is (http://…).")
    private String crlUrl;

    @Spec
    private CommandSpec spec;

    /** The CA's key with its certificate. */
    static final class Key {
        @Option(names = "--p12", paramLabel = "FILE", description = "Key and certificate in a PKCS#12 file.")
        private Path p12;

        @ArgGroup(exclusive = false)
        private Parts parts;
    }

    /** The same as PEM files. */
    static final class Parts {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "The key in PEM; encrypted or not.")
        private Path key;

        @Option(names = "--cert", required = true, paramLabel = "FILE", description = "Its certificate, PEM or DER.")
        private Path certificate;
    }

    private record Opened(SoftwareKey key, Certificate certificate, List<Certificate> above) {}

    @Override
    public Integer call() {
        if (crlUrl != null && !crlUrl.matches("http://[!-~]{3,400}")) {
            throw new ParameterException(
                    spec.commandLine(), "--crl-url is a plain http address, as the certificates say it.");
        }
        Opened opened = key.p12 != null ? openP12() : openPem();
        List<Certificate> above = new ArrayList<>(opened.above());
        if (chain != null) {
            above.addAll(CertificateBundle.parse(Input.read(chain).orThrow())
                    .orThrow()
                    .certificates());
        }
        List<Path> files = files();
        Progress progress = new Progress(Math.max(1, files.size()));
        try (Signet signet = data.open()) {
            CaImport.Report report = new CaImport(signet, DataOption.operator())
                    .run(
                            new CaImport.Source(
                                    opened.key(), opened.certificate(), above, readCrl(), Optional.ofNullable(crlUrl)),
                            () -> read(files.iterator()),
                            done -> progress.at(done, "certificates"))
                    .orThrow();
            progress.end();
            return report(report);
        }
    }

    private int report(CaImport.Report report) {
        System.out.println(report.id() + ": " + report.imported() + " certificates taken over, " + report.known()
                + " known already, " + report.revocations() + " revocations.");
        report.left().forEach(each -> System.out.println("  left out: " + Printable.escaped(each)));
        System.out.println("Its CRL " + report.crlNumber() + " is published; the next ones follow by themselves.");
        System.out.println(
                crlUrl == null
                        ? "Give --crl-url to have it served at its old address too."
                        : "Lead " + crlUrl + " to this server (and start a running one again), or copy the file that"
                                + " `signet crl --out-dir` writes.");
        return report.left().isEmpty() ? Main.DONE : Main.NO;
    }

    private Opened openP12() {
        byte[] file = Input.read(key.p12).orThrow();
        try (Passphrase given =
                passphrase.ask("Passphrase of " + key.p12 + ": ").orThrow()) {
            Pkcs12File opened = Pkcs12File.open(file, given).orThrow();
            return new Opened(
                    opened.key(),
                    opened.chain().get(0),
                    opened.chain().subList(1, opened.chain().size()));
        }
    }

    private Opened openPem() {
        Certificate certificate = Certificate.parseFile(
                        Input.read(key.parts.certificate).orThrow())
                .orThrow()
                .get(0);
        SoftwareKey read = PemKey.read(
                        Input.read(key.parts.key).orThrow(),
                        certificate.content().publicKey(),
                        () -> passphrase.ask("Passphrase of " + key.parts.key + ": "))
                .orThrow();
        return new Opened(read, certificate, List.of());
    }

    private Crl readCrl() {
        return Input.readCrl(crl).then(Crl::parseFile).orThrow().stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        RefusalCode.BAD_INPUT,
                        "There is no CRL in " + crl + "; give the last one of this CA, in PEM or DER."));
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(issued)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new RefusedException(
                    RefusalCode.BAD_INPUT,
                    "The folder " + issued + " cannot be read; check that it is there and readable.");
        }
    }

    /** One certificate after the other, so that a large CA does not fill the memory; files that are none are told. */
    private static Iterator<Certificate> read(Iterator<Path> files) {
        return new Iterator<>() {
            private Iterator<Certificate> current = List.<Certificate>of().iterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && files.hasNext()) {
                    Path file = files.next();
                    current = Input.read(file).then(Certificate::parseFile).fold(List::iterator, refusal -> {
                        System.err.println(Printable.escaped(file + " is left out: " + refusal.detail()));
                        return List.<Certificate>of().iterator();
                    });
                }
                return current.hasNext();
            }

            @Override
            public Certificate next() {
                return current.next();
            }
        };
    }
}

package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.TestCa;
import org.signet.app.ceremony.RolledOver;
import org.signet.ca.trust.TrustKits;
import org.signet.ca.trust.TrustSite;
import org.signet.interop.Program;
import org.signet.model.Bytes;

/** A CA before and during a change of roots, and what programs say of messages that its own mailbox signed. */
abstract class Kits {
    @TempDir
    private static Path parent;

    static RolledOver ca;

    Path folder;

    /** When the kit was fetched. */
    enum Moment {
        BEFORE,
        DURING;

        TrustSite site() {
            return this == BEFORE ? ca.before() : ca.during();
        }

        /** Messages that whoever has the kit must trust. */
        List<Bytes> messages() {
            return this == BEFORE ? List.of(ca.signedBefore()) : List.of(ca.signedBefore(), ca.signedDuring());
        }
    }

    @BeforeAll
    static void found() {
        ca = RolledOver.of(TestCa.copy(parent));
    }

    @AfterAll
    static void close() {
        ca.close();
    }

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createTempDirectory(parent, "kit");
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kit(String id, TrustSite site) {
        var kit = TrustKits.ofId(id).orElseThrow();
        return write(folder.resolve(kit.fileName()), kit.write(site).toArray());
    }

    static TrustSite named(TrustSite site, String company) {
        return new TrustSite(company, site.url(), site.anchors(), site.steps(), site.signature(), site.directory());
    }

    Program.Result sh(Map<String, String> environment, Path script, String... arguments) {
        return Program.of(environment, "sh", script.toString()).run(arguments);
    }

    void opensslTrusts(Path anchors, Moment moment) {
        for (Bytes message : moment.messages()) {
            Path file = write(folder.resolve("message.eml"), message.toArray());
            Program.Result verified = Program.require("openssl")
                    .run(
                            "cms",
                            "-verify",
                            "-in",
                            file.toString(),
                            "-CAfile",
                            anchors.toString(),
                            "-no-CApath",
                            "-purpose",
                            "smimesign");
            assertThat(verified.expect(0).output()).contains("Is my device ready?");
        }
    }

    void nssTrusts(Path database, Moment moment) {
        Program certutil = Program.require("certutil");
        String at = "sql:" + database;
        for (Bytes message : moment.messages()) {
            Path file = write(folder.resolve("message.eml"), message.toArray());
            Path signer = folder.resolve("signer.pem");
            Program.require("openssl")
                    .ok(
                            "cms",
                            "-verify",
                            "-noverify",
                            "-in",
                            file.toString(),
                            "-signer",
                            signer.toString(),
                            "-out",
                            "/dev/null");
            certutil.ok("-A", "-d", at, "-n", "signer", "-t", ",,", "-a", "-i", signer.toString());
            assertThat(certutil.ok("-V", "-d", at, "-n", "signer", "-u", "S", "-e")
                            .output())
                    .contains("certificate is valid");
            certutil.ok("-D", "-d", at, "-n", "signer");
        }
    }
}

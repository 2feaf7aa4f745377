package org.signet.interop.exchange;

import java.util.ArrayList;
import java.util.List;
import org.signet.interop.Gpgsm;
import org.signet.interop.Program;

/** A mail program's engine that holds everybody's keys. Files are named by their paths. */
interface Peer {
    /** Whether it wrote a message, signed by somebody, content included. */
    boolean signs(Correspondent who, String text, String message);

    boolean encrypts(Correspondent to, String text, String message);

    /** Whether it takes the signature for good; the content may be anything. */
    boolean verifies(String message, String content);

    boolean decrypts(Correspondent who, String message, String content);

    /**
     * @param root PEM
     */
    record OpenSsl(String root) implements Peer {
        private static boolean cms(String... arguments) {
            List<String> line = new ArrayList<>(List.of("cms", "-binary"));
            line.addAll(List.of(arguments));
            return Program.require("openssl").run(line.toArray(String[]::new)).exit() == 0;
        }

        @Override
        public boolean signs(Correspondent who, String text, String message) {
            String pem = who.pem("sign");
            return cms(
                    "-sign",
                    "-nodetach",
                    "-outform",
                    "DER",
                    "-signer",
                    pem,
                    "-certfile",
                    who.file("issuing.pem"),
                    "-md",
                    who.digest(),
                    "-in",
                    text,
                    "-out",
                    message);
        }

        @Override
        public boolean encrypts(Correspondent to, String text, String message) {
            return cms("-encrypt", "-aes256", "-outform", "DER", "-in", text, "-out", message, to.pem("encrypt"));
        }

        @Override
        public boolean verifies(String message, String content) {
            return cms(
                    "-verify",
                    "-inform",
                    "DER",
                    "-in",
                    message,
                    "-CAfile",
                    root,
                    "-purpose",
                    "smimesign",
                    "-out",
                    content);
        }

        @Override
        public boolean decrypts(Correspondent who, String message, String content) {
            return cms("-decrypt", "-inform", "DER", "-in", message, "-recip", who.pem("encrypt"), "-out", content);
        }
    }

    /**
     * It chooses among a person's certificates by itself.
     *
     * @param database as its programs name it
     */
    record Nss(String database) implements Peer {
        static Nss trusting(String folder, String root, List<Correspondent> people) {
            Nss nss = new Nss("sql:" + folder);
            Program certutil = Program.require("certutil");
            certutil.ok("-N", "-d", nss.database, "--empty-password");
            certutil.ok("-A", "-d", nss.database, "-n", "root", "-t", ",C,", "-a", "-i", root);
            people.forEach(who -> who.uses()
                    .forEach(use -> Program.require("pk12util")
                            .ok(
                                    "-d",
                                    nss.database,
                                    "-K",
                                    "",
                                    "-i",
                                    who.file(use + "-MODERN.p12"),
                                    "-W",
                                    Correspondent.PASSPHRASE)));
            return nss;
        }

        private boolean cmsutil(String... arguments) {
            return Program.require("cmsutil").run(arguments).exit() == 0;
        }

        @Override
        public boolean signs(Correspondent who, String text, String message) {
            return cmsutil("-S", "-d", database, "-N", who.address(), "-H", who.digest(), "-i", text, "-o", message);
        }

        @Override
        public boolean encrypts(Correspondent to, String text, String message) {
            return cmsutil("-E", "-d", database, "-r", to.address(), "-i", text, "-o", message);
        }

        @Override
        public boolean verifies(String message, String content) {
            return cmsutil("-D", "-d", database, "-i", message, "-o", content)
                    && Program.require("cmsutil")
                            .run("-D", "-d", database, "-n", "-h", "1", "-i", message)
                            .output()
                            .contains("signer0.status=GoodSignature");
        }

        @Override
        public boolean decrypts(Correspondent who, String message, String content) {
            return cmsutil("-D", "-d", database, "-i", message, "-o", content);
        }
    }

    /** It, too, chooses among a person's certificates. It has no EC key, since that of a .p12 makes it crash. */
    record GnuPg(Gpgsm gpgsm) implements Peer {
        static GnuPg trusting(Gpgsm gpgsm, List<Correspondent> people) {
            people.stream()
                    .filter(who -> who.type().isRsa())
                    .forEach(who -> who.uses()
                            .forEach(use -> gpgsm.unlocked(
                                            Correspondent.PASSPHRASE, "--import", who.file(use + "-COMPATIBILITY.p12"))
                                    .expect(0)));
            return new GnuPg(gpgsm);
        }

        private boolean run(String... arguments) {
            return gpgsm.unlocked(Correspondent.PASSPHRASE, arguments).exit() == 0;
        }

        @Override
        public boolean signs(Correspondent who, String text, String message) {
            return run("--local-user", who.address(), "--output", message, "--sign", text);
        }

        @Override
        public boolean encrypts(Correspondent to, String text, String message) {
            return run("--recipient", to.address(), "--output", message, "--encrypt", text);
        }

        @Override
        public boolean verifies(String message, String content) {
            return run("--output", content, "--verify", message);
        }

        @Override
        public boolean decrypts(Correspondent who, String message, String content) {
            return run("--output", content, "--decrypt", message);
        }
    }
}

package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.EngineFile;
import org.signet.ca.messaging.MessageEngine;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.ca.messaging.MessageEngineContract;
import org.signet.crypto.smime.People;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;

/** A company's own engine, named in a file as src/doc/engines.md tells: here again openssl, with a script that writes the report. */
class CommandEngineTest extends MessageEngineContract {
    @TempDir
    private Path folder;

    @Override
    protected MessageEngine engineOfAda() {
        Program.require("openssl");
        People.ADA.writeTo(folder);
        People.writeRoot(folder);
        try {
            Path script = folder.resolve("engine.sh");
            Files.writeString(script, """
                    form="-binary -$1 DER"; [ "$2" = mail ] && form=""
                    good='{"verdicts":{"integrity":"good","authenticity":"good","trust":"good","freshness":"unknown"},"by":"us"}'
                    bad='{"verdicts":{"integrity":"bad","authenticity":"bad","trust":"none","freshness":"none"}}'
                    case "$3" in
                      sign) openssl cms -sign $form ${form:+-nodetach} -signer ada.pem -inkey ada.key ;;
                      encrypt) shift 3; openssl cms -encrypt -aes256 $form "$@" ;;
                      decrypt) openssl cms -decrypt $form -recip ada.pem -inkey ada.key ;;
                      verify) openssl cms -verify $form -CAfile root.pem -out /dev/null && echo "$good" || echo "$bad" ;;
                    esac
                    """.replace("ada.", folder.resolve("ada.").toString())
                    .replace("root.pem", folder.resolve("root.pem").toString()));
            return EngineFile.read(file(script)).orThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(Path script) throws IOException {
        String run = "[\"sh\", \"" + script + "\", \"%s\", \"{form}\", \"%s\"%s]%n";
        return Files.writeString(
                folder.resolve("engine.toml"),
                "sign = " + run.formatted("outform", "sign", "")
                        + "encrypt = " + run.formatted("outform", "encrypt", ", \"{recipients}\"")
                        + "decrypt = " + run.formatted("inform", "decrypt", "")
                        + "verify = " + run.formatted("inform", "verify", ""));
    }

    private Outcome<MessageEngine> reading(String text) throws IOException {
        return EngineFile.read(Files.writeString(folder.resolve("odd.toml"), text));
    }

    @Test
    void whatIsNoEngineIsRefused() throws IOException {
        assertThat(reading("").refusal().detail()).contains("names no command");
        assertThat(reading("sing = [\"x\"]").refusal().code()).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(reading("sign = \"x\"").refusal().detail()).contains("a list of texts");
        assertThat(EngineFile.read(folder.resolve("missing.toml")).refusal().detail())
                .contains("cannot be read");
    }

    @Test
    void itsComplaintIsToldOnOneLineAndItsReportIsRead() throws IOException {
        StoredOctets anything = StoredOctets.of(Bytes.of("x".getBytes(StandardCharsets.US_ASCII)));
        try (MessageEngine engine = reading("sign = [\"sh\", \"-c\", \"echo 'no \\u001b[31mtoken' >&2; exit 7\"]\n"
                        + "verify = [\"echo\", \"{}\"]")
                .orThrow()) {
            assertThat(engine.can(Operation.ENCRYPT, Form.FILE)).isFalse();
            assertThat(engine.sign(anything, Form.FILE).refusal().detail())
                    .isEqualTo("The engine sh ended with 7: no ?[31mtoken.");
            assertThat(engine.verify(anything, Form.FILE).refusal().detail()).contains("lacks \"verdicts\"");
        }
    }
}

package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code signet enroll} where nobody sits at a terminal: the code comes from outside, and every stop says what is next. */
class EnrollTest {
    private static Packaged signet;

    private final Path folder = Packaged.folder();

    @BeforeAll
    static void start() {
        signet = Packaged.shared();
    }

    private Program.Result enroll(Map<String, String> more, String input, String address, String... options) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SIGNET_PASSPHRASE", Identity.PASSPHRASE);
        List<String> line = new ArrayList<>(List.of("enroll", "--server", signet.url(), "--email", address));
        line.addAll(List.of("--out", folder.resolve("me.p12").toString(), "--wait", "0"));
        line.addAll(List.of(options));
        return Packaged.signet(environment, input.getBytes(StandardCharsets.UTF_8), line.toArray(String[]::new));
    }

    @Test
    void theCodeComesFromStandardInput() {
        Program.Result begun = enroll(Map.of(), "", "stdin@example.com");
        assertThat(begun.expect(1).output())
                .contains("A code was mailed to stdin@example.com")
                .contains("--code-file")
                .contains("SIGNET_CODE")
                .contains("not proven yet")
                .contains("me.p12.pending");

        Program.Result wrong = enroll(Map.of(), "WRONG-WRONG\n", "stdin@example.com", "--code-file", "-");
        assertThat(wrong.expect(1).output())
                .contains("not the code from the newest mail")
                .contains("not proven yet");

        String code = signet.newestCode("stdin@example.com") + "\n";
        Program.Result proven = enroll(Map.of(), code, "stdin@example.com", "--code-file", "-");
        assertThat(proven.expect(1).output())
                .contains("Nobody has approved the request yet")
                .doesNotContain("waiting for an approval")
                .doesNotContain(code.strip());
    }

    @Test
    void theCodeComesFromTheEnvironmentOrAFile() throws Exception {
        enroll(Map.of(), "", "environment@example.com").expect(1);
        String code = signet.newestCode("environment@example.com");
        assertThat(enroll(Map.of("SIGNET_CODE", code), "", "environment@example.com")
                        .expect(1)
                        .output())
                .contains("Nobody has approved");
        Files.delete(folder.resolve("me.p12.pending"));

        enroll(Map.of(), "", "file@example.com").expect(1);
        Path file = Files.writeString(folder.resolve("code"), signet.newestCode("file@example.com") + "\n");
        assertThat(enroll(Map.of(), "", "file@example.com", "--code-file", file.toString())
                        .expect(1)
                        .output())
                .contains("Nobody has approved");
    }

    @Test
    void aCodeAsAnArgumentIsWrongUse() {
        assertThat(enroll(Map.of(), "", "argument@example.com", "--code", "ABCDE-FGHJK")
                        .expect(2)
                        .output())
                .contains("--code");
        assertThat(folder.resolve("me.p12.pending")).doesNotExist();
    }
}

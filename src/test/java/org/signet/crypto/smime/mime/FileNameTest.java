package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "report.pdf, report.pdf",
                "../../etc/passwd, passwd",
                "/etc/passwd, passwd",
                "'C:\\temp\\a.txt', a.txt",
                "C:a.txt, C_a.txt",
                "a.txt:stream, a.txt_stream",
                ".bashrc, bashrc",
                "-rf, _-rf",
                "..., -",
                "'', -",
                "' ', -",
                "folder/, -",
                "'a\u202egpj.exe', agpj.exe",
                "'a\u0000b\nc\u001b.txt', abc.txt",
                "'a\ud800b', ab",
                "'a.txt. .', a.txt",
                "CON, _CON",
                "nul.txt, _nul.txt",
                "com1.tar.gz, _com1.tar.gz",
                "'lpt9 .x', '_lpt9 .x'",
                "console, console",
                "'a<b>|?*\"c', a_b_____c",
                "u\u0308.pdf, \u00fc.pdf",
            })
    void isMadeSafe(String name, String safe) {
        assertThat(FileName.safe(name).orElse(null)).isEqualTo(safe);
    }

    @Test
    void isCutAndKeepsItsEnding() {
        String name = FileName.safe("\ud83d\ude00".repeat(100) + ".docx").orElseThrow();
        assertThat(name).endsWith("\ud83d\ude00.docx");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(190, 200);
        assertThat(FileName.safe("a".repeat(500)).orElseThrow()).hasSize(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "attachment; filename=a.txt | a/b | a.txt",
                "attachment; filename*=UTF-8''%e2%82%ac.txt; filename=E.txt | a/b | \u20ac.txt",
                "attachment | a/b; name=n.txt | n.txt",
                "attachment; filename=../ | a/b; name=n.txt | n.txt",
                "inline | a/b | -",
            })
    void isTheDispositionsOrTheTypes(String disposition, String type, String name) {
        Entity entity =
                Octets.entity(Octets.of(("Content-Disposition: " + disposition + "\nContent-Type: " + type + "\n\n")
                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(entity.fileName().orElse(null)).isEqualTo(name);
    }

    @Test
    void whatIsUnknownIsAnAttachment() {
        assertThat(Disposition.parse("Inline; x=y").isAttachment()).isFalse();
        assertThat(Disposition.parse("attachment").isAttachment()).isTrue();
        assertThat(Disposition.parse("x-other").isAttachment()).isTrue();
    }
}

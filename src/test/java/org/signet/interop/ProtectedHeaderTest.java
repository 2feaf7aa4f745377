package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.cli.Post;
import org.signet.cli.Ran;

/** Python's own {@code email} finds in what OpenSSL opens the header protection of RFC 9788. */
class ProtectedHeaderTest {
    private static final String SCRIPT = """
            import email, email.policy, json, sys
            message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
            if message.get_content_type() == 'multipart/signed':
                inside = message.get_payload(0)
            else:
                inside = email.message_from_binary_file(open(sys.argv[2], 'rb'), policy=email.policy.default)
            def fields(one):
                return [[name, str(value)] for name, value in one.items()]
            main = [p for p in inside.walk() if not p.is_multipart()]
            print(json.dumps({
                'outer': fields(message), 'inner': fields(inside), 'hp': inside['Content-Type'].params.get('hp'),
                'display': [p['Content-Type'].params.get('hp-legacy-display') for p in main],
                'text': [p.get_content() for p in main]}))
            """;

    @TempDir
    private static Path folder;

    private static Post post;

    @BeforeAll
    static void arrive() {
        Program.require("python3");
        post = Post.in(folder);
        post.write("script.txt", SCRIPT);
        post.write("m.eml", """
                Received: from a.example by b.example; Mon, 2 Mar 2026 10:00:01 +0100
                From: =?utf-8?q?Ada_L=C3=B6velace?= <ada@example.com>
                To: Bob Bobson <bob@example.com>, Carol <carol@example.com>
                Cc: Sid <sid@example.com>
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= and figures
                Date: Mon, 2 Mar 2026 10:00:00 +0100
                Message-ID: <m1@example.com>
                Keywords: figures
                Resent-Bcc: Dave <dave@example.com>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/plain; charset=utf-8

                The text.
                --x
                Content-Type: text/html; charset=utf-8

                <html><body class=a><p>The text.</p></body></html>
                --x--
                """);
    }

    private static String file(String name) {
        return post.file(name).toString();
    }

    private static void done(String line) {
        Ran ran = post.run(line);
        assertThat(ran.code()).as(line + "\n" + ran.err()).isZero();
    }

    private static JsonNode read(String message, String inside) throws Exception {
        return new ObjectMapper()
                .readTree(Program.require("python3")
                        .ok(file("script.txt"), file(message), file(inside))
                        .standardOutput());
    }

    /** The values of a field; of HP-Outer those that begin with that name. */
    private static List<String> values(JsonNode fields, String name) {
        List<String> values = new ArrayList<>();
        fields.forEach(field -> {
            if (field.get(0).asText().equalsIgnoreCase(name)) {
                values.add(field.get(1).asText());
            }
        });
        return values;
    }

    /** §5.2: what stands outside is told inside; what is not told was taken away. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none     | Grüße and figures | Ada Lövelace <ada@example.com> | Mon, 02 Mar 2026 10:00:00 +0100 | figures
            baseline | [...]             | Ada Lövelace <ada@example.com> | Mon, 02 Mar 2026 10:00:00 +0100 |
            shy      | [...]             | ada@example.com                | Mon, 02 Mar 2026 09:00:00 +0000 |
            """)
    void anEncryptedMessageTellsWhatStandsOutside(
            String policy, String subject, String from, String date, String keywords) throws Exception {
        done("encrypt --in m.eml --out e.eml --cert ada.pem --no-sign --headers " + policy);
        Program.require("openssl")
                .ok(
                        "pkcs12",
                        "-in",
                        file("ada.p12"),
                        "-passin",
                        "file:" + file("passphrase"),
                        "-nodes",
                        "-out",
                        file("ada.txt"));
        Program.require("openssl")
                .ok("cms", "-decrypt", "-in", file("e.eml"), "-inkey", file("ada.txt"), "-out", file("inside.txt"));
        JsonNode read = read("e.eml", "inside.txt");
        JsonNode outer = read.get("outer");
        JsonNode inner = read.get("inner");
        assertThat(read.get("hp").asText()).isEqualTo("cipher");
        assertThat(values(outer, "Subject")).containsExactly(subject);
        assertThat(values(outer, "From")).containsExactly(from);
        assertThat(values(outer, "Date")).containsExactly(date);
        assertThat(values(outer, "Keywords")).isEqualTo(keywords == null ? List.of() : List.of(keywords));
        assertThat(values(outer, "HP-Outer")).isEmpty();
        assertThat(values(inner, "Subject")).containsExactly("Grüße and figures");
        assertThat(values(inner, "From")).containsExactly("Ada Lövelace <ada@example.com>");
        assertThat(values(inner, "To")).containsExactly("Bob Bobson <bob@example.com>, Carol <carol@example.com>");
        assertThat(values(inner, "Keywords")).containsExactly("figures");
        assertThat(values(inner, "Received")).isEmpty();
        // One for each field outside that is the sender's.
        List<String> told = values(inner, "HP-Outer");
        outer.forEach(field -> {
            String name = field.get(0).asText();
            boolean structural = name.startsWith("Content-") || name.equals("MIME-Version") || name.equals("Received");
            assertThat(told.stream()
                            .filter(line -> line.startsWith(name + ": "))
                            .count())
                    .as(name)
                    .isEqualTo(structural ? 0 : 1);
        });
        assertThat(told).hasSize(keywords == null ? 6 : 7).contains("Message-ID: <m1@example.com>");
        assertThat(values(inner, "Bcc")).isEmpty();
        assertThat(post.text("e.eml") + post.text("inside.txt")).doesNotContain("dave@");
        display(read, !policy.equals("none"), policy.equals("shy"));
    }

    /** §5.2.2: what is hidden stands in every main text too. */
    private static void display(JsonNode read, boolean hidden, boolean shy) {
        for (int part = 0; part < 2; part++) {
            String text = read.get("text").get(part).asText();
            assertThat(read.get("display").get(part).asText()).isEqualTo(hidden ? "1" : "null");
            assertThat(text.contains("Subject: Grüße and figures")).isEqualTo(hidden);
            if (hidden && part == 0) {
                assertThat(text)
                        .contains("Date: Mon, 2 Mar 2026 10:00:00 +0100".repeat(shy ? 1 : 0))
                        .endsWith("\nThe text.");
            } else if (hidden) {
                assertThat(text).contains("<body class=a><div class=\"header-protection-legacy-display\"><pre>");
            }
        }
    }

    /** Under a signature alone nothing is hidden, and nothing told. */
    @Test
    void aSignedMessageHasItsHeaderTwice() throws Exception {
        done("sign --in m.eml --out s.eml AS:ada");
        JsonNode read = read("s.eml", "none");
        assertThat(read.get("hp").asText()).isEqualTo("clear");
        for (String name : List.of("From", "To", "Cc", "Subject", "Date", "Message-ID", "Keywords")) {
            assertThat(values(read.get("inner"), name)).hasSize(1).isEqualTo(values(read.get("outer"), name));
        }
        assertThat(values(read.get("inner"), "HP-Outer")).isEmpty();
        assertThat(values(read.get("inner"), "Received")).isEmpty();
        display(read, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign --no-header-protection AS:ada", "encrypt --headers off --cert ada.pem --no-sign"})
    void withoutProtectionThereIsNoCopy(String verb) throws Exception {
        done(verb + " --in m.eml --out o.eml");
        byte[] opened = post.run("decrypt TRUST AS:ada --in o.eml --out d.eml").code() == 0
                ? post.octets("d.eml")
                : post.octets("o.eml");
        assertThat(new String(opened, StandardCharsets.UTF_8)).doesNotContain("hp=", "HP-Outer", "legacy-display");
    }
}

package org.signet.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.model.RefusalCode;

class JsonTest {

    @Test
    void momentsAreIsoAndWhatIsAbsentIsLeftOut() {
        var begun = new EnrollmentView.Begun("a", "b", Instant.parse("2026-11-24T10:00:00Z"));
        String json = new String(Json.write(begun), StandardCharsets.UTF_8);
        assertThat(json).isEqualTo("{\"id\":\"a\",\"claim\":\"b\",\"expires\":\"2026-11-24T10:00:00Z\"}");
        assertThat(Json.read(json, EnrollmentView.Begun.class).orThrow()).isEqualTo(begun);
        assertThat(new String(Json.write(new EnrollmentView("a", "proven", null, null)), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"a\",\"state\":\"proven\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"a\",\"emial\":\"b\"} | There is no property \"emial\" here; known are email, furtherEmails, givenName, language, name, pair, pseudonym, surname.",
                "{\"email\":\"a\",}                | This is not well-formed JSON (line 1, column 14).",
                "{\"email\":\"a\"                  | This is not well-formed JSON (line 1, column 13).",
                "{\"email\":\"a\",\"email\":\"b\"} | This is not well-formed JSON (line 1, column 21).",
                "{\"email\":5}                     | The property \"email\" has a value of the wrong kind.",
                "{\"email\":{\"a\":1}}             | The property \"email\" has a value of the wrong kind.",
                "[]                                | Give a JSON object and nothing behind it.",
                "\"text\"                          | Give a JSON object and nothing behind it.",
                "{} {}                             | Give a JSON object and nothing behind it.",
                "null                              | Give a JSON object, not null.",
                "''                                | Give a JSON object and nothing behind it.",
                "nonsense                          | This is not well-formed JSON (line 1, column 1)."
            })
    void eachMistakeHasItsSentence(String json, String sentence) {
        var refusal =
                Json.read(json == null ? "" : json, EnrollmentView.Wanted.class).refusal();
        assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_INPUT);
        assertThat(refusal.detail()).isEqualTo(sentence);
    }

    @Test
    void depthSizeAndEncodingAreLimited() {
        assertThat(Json.read("[".repeat(100_000), EnrollmentView.Wanted.class)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.BAD_INPUT);
        String deep = "{\"email\":" + "{\"a\":".repeat(1000) + "1" + "}".repeat(1001);
        assertThat(Json.read(deep, EnrollmentView.Wanted.class).isOk()).isFalse();
        String longText = "{\"email\":\"" + "a".repeat(100_000) + "\"}";
        assertThat(Json.read(longText, EnrollmentView.Wanted.class).refusal().detail())
                .contains("too long");
        assertThat(Json.read(new byte[Json.MAX_OCTETS + 1], EnrollmentView.Wanted.class)
                        .refusal()
                        .code())
                .isEqualTo(RefusalCode.TOO_LARGE);
        byte[] notUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertThat(Json.read(notUtf8, EnrollmentView.Wanted.class).isOk()).isFalse();
    }

    @Test
    void aNewerServersAnswerIsUnderstood() {
        byte[] answer = "{\"id\":\"a\",\"state\":\"proven\",\"new\":[1]}".getBytes(StandardCharsets.UTF_8);
        assertThat(Json.readAnswer(answer, EnrollmentView.class).orThrow().state())
                .isEqualTo("proven");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                             | JSON",
                "*/*                                           | JSON",
                "application/json                              | JSON",
                "application/pkix-cert                         | DER",
                "application/x-pem-file                        | PEM",
                "application/pkix-cert, */*                    | DER",
                "*/*;q=0.8, application/x-pem-file;q=0.9       | PEM",
                "application/json;q=0.1, application/pkix-cert;q=0.2 | DER",
                "application/pkix-cert;q=0, */*;q=0.1          | JSON",
                "text/vcard                                    | VCARD",
                "text/vcard;version=4.0                        | VCARD",
                "text/vcard; version=\"3.0\"; q=0.5             | VCARD3",
                "application/json;version=3.0                  | JSON",
                "text/html                                     | JSON",
                "APPLICATION/PKIX-CERT ; q=1.0                 | DER",
                ",;,q=7                                        | JSON"
            })
    void acceptIsHonoured(String accept, CertificateForm form) {
        assertThat(CertificateForm.accepted(accept)).isEqualTo(form);
    }
}

package org.signet.edge.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.ca.audit.AuditEntry;
import org.signet.edge.web.Messages;
import org.signet.edge.web.Words;
import org.signet.model.Bytes;

class AuditLineTest {
    private static AuditLine line(String language, String type, String details) {
        Words words = Messages.ofClassPath().in(language);
        AuditEntry entry = new AuditEntry(
                1,
                "main",
                1,
                Instant.EPOCH,
                "system",
                "local",
                type,
                details.replace(" / ", "\n"),
                Bytes.of(new byte[32]));
        return new AuditLine(entry, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | SessionsEnded    | user=ada / sessions=1                   | One session of the account ada was ended.
            en | SessionsEnded    | user=ada / sessions=12                  | 12 sessions of the account ada were ended.
            de | SessionsEnded    | user=ada / sessions=1                   | Eine Sitzung des Kontos ada wurde beendet.
            en | IssuanceIntended | serial=4f / profile=strict / person=0   | A certificate with the serial number 4f is about to be signed, by profile strict.
            en | IssuanceIntended | serial=4f / profile=strict / person=7   | A certificate with the serial number 4f for person 7 is about to be signed, by profile strict.
            en | ListingChanged   | person=7 / listed=false                 | The directory no longer shows person 7.
            en | ListingChanged   | person=7 / listed=true                  | From now on the directory shows person 7.
            en | ActDone          | proposal=x1 / act=CHANGE_ROLE           | Done, as two administrators agreed (decision x1): another role
            de | RulesAgreed      | rules=profile strict, domain example.com | Zertifikate entstehen ab jetzt nach neuen Regeln: Profil strict, Bedingungen für example.com
            en | RulesAgreed      | rules=of another version                | From now on certificates are made by new rules: of another version
            en | EnrollmentExpired | enrollment=a / stage=proven            | Request a ended because its time ran out; it stood at: waits for a decision.
            """)
    void isASentenceInTheReadersWords(String language, String type, String details, String said) {
        assertThat(line(language, type, details).sentence().stream()
                        .map(AuditLine.Piece::text)
                        .collect(Collectors.joining()))
                .isEqualTo(said);
    }
}

package org.signet.edge.web.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.edge.web.RightsTrial;

/** What every door says to what is too long and to what comes too often. (LDAP's own limits: HostileClientsTest.) */
class LimitsTest {
    private static RightsTrial trial;

    @BeforeAll
    static void start() throws IOException {
        trial = new RightsTrial();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @BeforeEach
    void rest() {
        trial.rest();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /enroll | application/x-www-form-urlencoded | 65537 | 413",
                "POST | /sign-in | application/x-www-form-urlencoded | 65537 | 413",
                "POST | /revoke | application/x-www-form-urlencoded | 65537 | 413",
                "POST | /api/v1/enrollments | application/json | 65537 | 413",
                "POST | /api/v1/revocations | application/json | 65537 | 413",
                "POST | /ocsp | application/ocsp-request | 65537 | 413",
                "POST | /nothing | text/plain | 65537 | 413",
            })
    void everyDoorSaysWhatIsTooMuch(String method, String path, String type, long length, int status) {
        try (Wire wire = new Wire(trial.url)) {
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat((int) length));
            assertThat(Wire.status(wire.answer())).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/,431",
        "/ocsp,431",
        "/crl/issuing-1.crl,431",
        "/certificates/search.cgi,431",
        "/api/v1/certificates,431"
    })
    void everyHeadHasALimit(String path, int status) {
        assertThat(Wire.get(trial.url, path, "X-Long: " + "x".repeat(9000)))
                .startsWith("HTTP/1.1 " + status)
                .contains("The request's head is too long; 8 KiB is the most.");
        assertThat(Wire.get(trial.url, path + "?email=" + "x".repeat(9000)))
                .startsWith("HTTP/1.1 414")
                .contains("The address is too long; 8 KiB is the most.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/certificates?email=ada@example.com | text/plain",
                "GET | /certificates/search.cgi?email=ada@example.com | text/plain",
                "POST | /api/v1/enrollments | application/json",
                "POST | /api/v1/revocations | application/json",
                "POST | /enroll | application/x-www-form-urlencoded",
                "POST | /check | message/rfc822",
            })
    void whoComesTooOftenIsToldWhenToComeAgain(String method, String path, String type) {
        String answer = "";
        for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 429"); i++) {
            try (Wire wire = new Wire(trial.url)) {
                wire.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + type + "\r\nContent-Length: 2\r\n\r\n{}");
                answer = wire.answer();
            }
        }
        assertThat(answer).startsWith("HTTP/1.1 429").containsPattern("Retry-After: \\d+");
    }
}

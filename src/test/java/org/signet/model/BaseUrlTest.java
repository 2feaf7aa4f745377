package org.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://ca.example.com, https://ca.example.com",
        "https://ca.example.com/, https://ca.example.com",
        "https://ca.example.com:8443/signet//, https://ca.example.com:8443/signet",
        "' https://ca.example.com ', https://ca.example.com",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1, http://127.0.0.1",
    })
    void peoplesUrls(String text, String url) {
        assertThat(BaseUrl.people(text).orThrow()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ca.example.com",
                "http://ca.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "https://",
                "https:///path",
                "https://user:secret@ca.example.com",
                "https://ca.example.com?x=1",
                "https://ca.example.com#x",
                "ftp://localhost",
                "javascript:alert(1)",
                "https://ca example.com",
                "https://ca.example.com/\"><script>",
                "https://ca.example.com:99999",
                "https://ca.example.com:0",
                "https://ca.example.com/\u00fc",
                "https://b\u00fccher.example",
                "https://ca.example.com\nX: y",
            })
    void noneOfPeoples(String text) {
        assertThat(BaseUrl.people(text).isOk()).isFalse();
        assertThat(BaseUrl.people(text).refusal().detail()).endsWith(".").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http://ca.example.com/, http://ca.example.com",
        "http://ca.example.com:8081, http://ca.example.com:8081",
        "http://192.0.2.1/status, http://192.0.2.1/status",
    })
    void statusUrls(String text, String url) {
        assertThat(BaseUrl.status(text).orThrow()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ca.example.com", "ldap://ca.example.com", "http://ca.example.com/\u00fc", "http://"})
    void noStatusUrls(String text) {
        assertThat(BaseUrl.status(text).isOk()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, 8080", "http://localhost, 80", "https://ca.example.com, 443"})
    void ports(String url, int port) {
        assertThat(BaseUrl.people(url).orThrow().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5000})
    void aUrlIsShortEnoughForACertificate(int length) {
        String url = "http://ca.example.com/" + "x".repeat(length);
        assertThat(BaseUrl.status(url).isOk()).isFalse();
    }
}

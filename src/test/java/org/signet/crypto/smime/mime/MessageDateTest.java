package org.signet.crypto.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fri, 21 Nov 1997 09:55:06 -0600            | 1997-11-21T15:55:06Z
            Thu, 13 Feb 1969 23:32 -0330               | 1969-02-14T03:02:00Z
            Thu, 13 Feb 1969 23:32 -0330 (Newfoundland)| 1969-02-14T03:02:00Z
            21 Nov 97 09:55:06 GMT                     | 1997-11-21T09:55:06Z
            21 Nov 26 09:55:06 PDT                     | 2026-11-21T16:55:06Z
            21 Nov 126 09:55:06 Z                      | 2026-11-21T09:55:06Z
            Fri, 21 Nov 1997 09(comment): 55 : 06 -0600| 1997-11-21T15:55:06Z
            Monday, 21-November-1997 9:55:06 -0000     | 1997-11-21T09:55:06Z
            Sat, 31 Dec 2016 23:59:60 +0000            | 2016-12-31T23:59:59Z
            """)
    void isRead(String value, Instant moment) {
        assertThat(MessageDate.parse(value)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "31 Feb 2026 10:00:00 +0000",
                "1 Nov 2026",
                "1 Ove 2026 10:00 +0000",
                "1 Nov 2026 10:00 +9900"
            })
    void isNone(String value) {
        assertThat(MessageDate.parse(value)).isEmpty();
    }
}

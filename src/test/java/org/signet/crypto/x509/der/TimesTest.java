package org.signet.crypto.x509.der;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "1950-01-01T00:00:00Z,     170d3530303130313030303030305a",
        "1999-12-31T23:59:59.999Z, 170d3939313233313233353935395a",
        "2000-02-29T12:00:00Z,     170d3030303232393132303030305a",
        "2049-12-31T23:59:59Z,     170d3439313233313233353935395a",
        "2050-01-01T00:00:00Z,     180f32303530303130313030303030305a",
        "9999-12-31T23:59:59Z,     180f39393939313233313233353935395a",
    })
    void encodedAndReadAgain(Instant moment, String der) throws Exception {
        Time time = Times.encode(moment);
        assertThat(java.util.HexFormat.of().formatHex(time.getEncoded("DER"))).isEqualTo(der);
        assertThat(Times.instant(time)).isEqualTo(moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource({"20260101120000+0200, 2026-01-01T10:00:00Z", "20260101120000.5Z, 2026-01-01T12:00:00.500Z"})
    void whatOthersWriteIsReadToo(String text, Instant moment) {
        assertThat(Times.instant(new Time(new DERGeneralizedTime(text)))).isEqualTo(moment);
    }
}

package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BerReaderTest {
    private static final int SEQUENCE = 0x30;
    private static final int MOST = 1024;
    /** A sequence with a string in pieces of pieces, one of them empty, and an integer behind it; all of it without lengths. */
    private static final String NESTED =
            "3080 2480 0402 6162 2480 0401 63 0400 2403 0401 64 0000 0401 65 0000 020107 0000";

    private static BerReader ber(String hex) {
        return ber(octets(hex));
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static BerReader ber(byte[] octets) {
        return new BerReader(new ByteArrayInputStream(octets));
    }

    @ParameterizedTest
    @CsvSource({
        "0402 6162, ab",
        "0400, ''",
        "048102 6162, ab",
        "0488 0000000000000002 6162, ab",
        "2404 0402 6162, ab",
        "2480 0402 6162 0000, ab",
        "2480 0000, ''",
        "2400, ''",
        "2480 0401 61 0400 0401 62 0000, ab",
        "2406 2404 0402 6162, ab",
        "2480 2480 2480 0401 61 0000 0000 0401 62 0000, ab",
        // An end mark whose length takes two octets is one still.
        "2480 0401 61 008100, a",
    })
    void readsStringsInEveryForm(String hex, String expected) throws IOException {
        try (BerReader ber = ber(hex)) {
            assertThat(ber.octets(BerReader.OCTET_STRING).readAllBytes())
                    .asString()
                    .isEqualTo(expected);
            assertThat(ber.more()).isFalse();
        }
        try (BerReader ber = ber(hex)) {
            InputStream single = ber.octets(BerReader.OCTET_STRING);
            StringBuilder found = new StringBuilder();
            for (int octet = single.read(); octet >= 0; octet = single.read()) {
                found.append((char) octet);
            }
            assertThat(found).asString().isEqualTo(expected);
        }
    }

    @Test
    void walksThroughElementsWithoutLengths() throws IOException {
        BerReader ber = ber(NESTED);
        ber.enter(SEQUENCE);
        assertThat(ber.octets(BerReader.OCTET_STRING).readAllBytes()).asString().isEqualTo("abcde");
        assertThat(ber.more()).isTrue();
        assertThat(ber.element(MOST)).containsExactly(2, 1, 7);
        assertThat(ber.more()).isFalse();
        ber.leave();
        assertThat(ber.tag()).isEqualTo(-1);
    }

    @Test
    void copiesAndSkipsWhatItDoesNotEnter() throws IOException {
        byte[] nested = octets(NESTED);
        assertThat(ber(nested).element(MOST)).isEqualTo(nested);
        byte[] twice = Arrays.copyOf(nested, nested.length + 3);
        System.arraycopy(octets("020109"), 0, twice, nested.length, 3);
        BerReader ber = ber(twice);
        ber.skip();
        assertThat(ber.element(MOST)).containsExactly(2, 1, 9);
    }

    @Test
    void leavesPastWhatWasNotRead() throws IOException {
        BerReader ber = ber("300a 3080 020101 0000 020102");
        ber.enter(SEQUENCE);
        ber.enter(SEQUENCE);
        ber.leave();
        assertThat(ber.element(MOST)).containsExactly(2, 1, 2);
        ber.leave();
        assertThat(ber.more()).isFalse();
    }

    @Test
    void noticesTheEndAtEveryOctet() {
        byte[] whole = octets(NESTED);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ber(cut).element(MOST)).isInstanceOf(MalformedCms.class);
            assertThatThrownBy(() -> ber(cut).skip()).isInstanceOf(MalformedCms.class);
            assertThatThrownBy(() -> {
                        BerReader ber = ber(cut);
                        ber.enter(SEQUENCE);
                        ber.octets(BerReader.OCTET_STRING).readAllBytes();
                        ber.leave();
                    })
                    .isInstanceOf(MalformedCms.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Lengths: beyond what is there, beyond the element around, of 2^63, of nine octets, indefinite in a
                // primitive.
                "0405 6162",
                "0488 8000000000000000",
                "0488 ffffffffffffffff",
                "0488 7fffffffffffffff 61",
                "0489 000000000000000001 61",
                "04ff 61",
                "0480 6162 0000",
                "3080 0480 6162 0000 0000",
                "3082 ffff",
                // Tags of more than one octet do not occur in CMS.
                "1f01 00",
                "3fffffffff7f 00",
                "bf8102 00",
            })
    void refusesWhatNoReaderCanFollow(String hex) {
        assertThatThrownBy(() -> ber(hex).element(MOST)).isInstanceOf(MalformedCms.class);
        assertThatThrownBy(() -> {
                    BerReader ber = ber(hex);
                    if (ber.tag() == SEQUENCE) {
                        ber.enter(SEQUENCE);
                        ber.leave();
                    } else {
                        ber.skip();
                    }
                })
                .isInstanceOf(MalformedCms.class);
    }

    /** An element that is copied or skipped whole is not looked into; within one that was entered it cannot go beyond. */
    @ParameterizedTest
    @ValueSource(strings = {"3003 0405 6162636465", "3001 30 80 0000", "3001 04 00 00", "3003 3001 0400"})
    void refusesWhatGoesBeyondTheElementAround(String hex) throws IOException {
        BerReader ber = ber(hex);
        ber.enter(SEQUENCE);
        assertThatThrownBy(() -> {
                    if (ber.tag() == SEQUENCE) {
                        ber.enter(SEQUENCE);
                    }
                    ber.leave();
                })
                .isInstanceOf(MalformedCms.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2480 0201 07 0000", "2403 0201 07", "2480 2480 3000 0000 0000", "0201 07", "3000", ""})
    void refusesPiecesThatAreNone(String hex) {
        assertThatThrownBy(() -> ber(hex).octets(BerReader.OCTET_STRING).readAllBytes())
                .isInstanceOf(MalformedCms.class);
    }

    @Test
    void refusesElementsOfAnotherKindThanExpected() {
        assertThatThrownBy(() -> ber("3000").enter(0x31)).isInstanceOf(MalformedCms.class);
        assertThatThrownBy(() -> ber("").enter(SEQUENCE)).isInstanceOf(MalformedCms.class);
    }

    @ParameterizedTest
    @CsvSource({"3080, 0000", "2480, 0000", "a080, 0000"})
    void doesNotFollowADepthBomb(String open, String close) {
        byte[] bomb = octets(open.repeat(100_000) + close.repeat(100_000));
        assertThatThrownBy(() -> ber(bomb).skip()).isInstanceOf(MalformedCms.class);
        assertThatThrownBy(() -> ber(bomb).element(1 << 20)).isInstanceOf(MalformedCms.class);
        if (open.equals("2480")) {
            assertThatThrownBy(() -> ber(bomb).octets(BerReader.OCTET_STRING).readAllBytes())
                    .isInstanceOf(MalformedCms.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500", "30800000", "0402 6162"})
    void copiesNoMoreThanItWasAllowed(String child) {
        byte[] wide = octets("3080" + child.replace(" ", "").repeat(10_000) + "0000");
        assertThatThrownBy(() -> ber(wide).element(MOST)).isInstanceOf(MalformedCms.class);
    }

    @Test
    void takesExactlyAsMuchAsItWasAllowed() throws IOException {
        byte[] string = new byte[2 + 100];
        string[0] = 4;
        string[1] = 100;
        assertThat(ber(string).element(102)).hasSize(102);
        assertThatThrownBy(() -> ber(string).element(101)).isInstanceOf(MalformedCms.class);
    }

    /** A string of two pieces, each longer than any buffer, read in portions of every size. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_535, 65_536, 65_537, 300_000})
    void streamsLongStrings(int portion) throws IOException {
        byte[] piece = new byte[150_000];
        new Random(7).nextBytes(piece);
        byte[] whole = concat(octets("2480"), longString(piece), longString(piece), octets("0000 020105"));
        BerReader ber = ber(whole);
        InputStream in = ber.octets(BerReader.OCTET_STRING);
        java.io.ByteArrayOutputStream found = new java.io.ByteArrayOutputStream();
        byte[] target = new byte[portion];
        for (int read = in.read(target); read >= 0; read = in.read(target)) {
            found.write(target, 0, read);
        }
        assertThat(found.toByteArray()).isEqualTo(concat(piece, piece));
        assertThat(ber.element(MOST)).containsExactly(2, 1, 5);
    }

    private static byte[] longString(byte[] content) {
        return concat(octets("0483" + HexFormat.of().toHexDigits(content.length, 6)), content);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Whatever comes, the answer is an element or the one exception. */
    @Test
    void survivesGarbage() throws IOException {
        Random random = new Random(42);
        byte[] good = octets(NESTED);
        for (int round = 0; round < 20_000; round++) {
            byte[] garbage = round % 2 == 0 ? new byte[random.nextInt(40)] : good.clone();
            if (round % 2 == 0) {
                random.nextBytes(garbage);
            } else {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            try {
                BerReader ber = ber(garbage);
                while (ber.more()) {
                    assertThat(ber.element(MOST).length).isLessThanOrEqualTo(garbage.length);
                }
            } catch (MalformedCms expected) {
                // One of the two answers.
            }
        }
    }
}

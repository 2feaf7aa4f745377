package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages with too much of something: read within seconds, or refused; never a fault. */
class OversizedMessagesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static Post post;
    private static Layers layers;

    @BeforeAll
    static void arrive() {
        post = Post.in(folder);
        layers = new Layers(post);
    }

    private static String nested(int depth, String type) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("Content-Type: ").append(type.replace("#", "b" + i)).append("\r\n\r\n");
            if (type.contains("#")) {
                text.append("--b").append(i).append("\r\n");
            }
        }
        return text.append("\r\nThe end.\r\n").toString();
    }

    private static byte[] zeros(int layersOfCompression) {
        byte[] content = Layers.latin("Content-Type: text/plain\r\n\r\n" + "0".repeat(64 << 20));
        for (int i = 0; i < layersOfCompression; i++) {
            content = layers.compressed(content);
        }
        return content;
    }

    /** A SEQUENCE in a SEQUENCE, and so on; with an end that is told, or with a mark. */
    private static byte[] deep(int depth, boolean definite) {
        if (!definite) {
            byte[] octets = new byte[depth * 2];
            Arrays.fill(octets, (byte) 0x80);
            for (int i = 0; i < octets.length; i += 2) {
                octets[i] = 0x30;
            }
            return octets;
        }
        byte[] octets = new byte[depth * 6];
        for (int i = 0; i < depth; i++) {
            int length = octets.length - i * 6 - 6;
            octets[i * 6] = 0x30;
            octets[i * 6 + 1] = (byte) 0x84;
            for (int k = 0; k < 4; k++) {
                octets[i * 6 + 2 + k] = (byte) (length >> (24 - 8 * k));
            }
        }
        return octets;
    }

    private static byte[] tlv(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x84);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(content.length >> shift);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : all) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }

    private static final byte[] ENVELOPED = {6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 7, 3};
    private static final byte[] SIGNED = {6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 7, 2};

    private static byte[] enveloped(byte[] recipients) {
        return tlv(0x30, joined(ENVELOPED, tlv(0xa0, tlv(0x30, joined(new byte[] {2, 1, 0}, tlv(0x31, recipients))))));
    }

    /** Recipients of an unknown kind: [4] with an identifier. */
    private static byte[] recipients(int number) {
        byte[] one = {(byte) 0xa4, 5, 6, 3, 42, 3, 4};
        byte[] all = new byte[number * one.length];
        for (int i = 0; i < number; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    private static byte[] content(String what) {
        return switch (what) {
            case "nested multiparts" ->
                Layers.latin(Layers.message("ada", nested(10_000, "multipart/mixed; boundary=#")));
            case "nested messages" -> Layers.latin(Layers.message("ada", nested(1_000, "message/rfc822")));
            case "many parts" ->
                Layers.latin(Layers.message(
                        "ada",
                        "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(100_000)
                                + "--b--\r\n"));
            case "long header" ->
                Layers.latin(Layers.message("ada", "X-Long: " + "x".repeat(2 << 20) + "\r\n\r\nx\r\n"));
            case "many fields" -> Layers.latin(Layers.message("ada", "X-More: x\r\n".repeat(100_000) + "\r\nx\r\n"));
            case "many addresses" ->
                Layers.latin(
                        Layers.message("ada", "Cc: " + "a@b.example, ".repeat(70_000) + "c@d.example\r\n\r\nx\r\n"));
            case "brackets" -> Layers.latin(Layers.message("ada", "Cc: " + "(".repeat(500_000) + "\r\n\r\nx\r\n"));
            case "bomb" -> zeros(1);
            case "bomb in a bomb" -> zeros(2);
            case "bomb in a message" -> Layers.latin(Layers.message("ada", Layers.part("compressed-data", zeros(1))));
            case "bomb in encryption" -> layers.cbc(zeros(1), "bob");
            case "many recipients" -> enveloped(recipients(100_000));
            case "deep recipient" -> enveloped(deep(10_000, true));
            case "deep without end" -> enveloped(deep(30_000, false));
            case "deep" -> deep(150_000, true);
            case "deep, no end" -> deep(500_000, false);
            case "deep signer" ->
                tlv(
                        0x30,
                        joined(
                                SIGNED,
                                tlv(
                                        0xa0,
                                        tlv(
                                                0x30,
                                                joined(
                                                        new byte[] {2, 1, 1},
                                                        tlv(0x31, new byte[0]),
                                                        tlv(0x30, new byte[] {
                                                            6,
                                                            9,
                                                            42,
                                                            (byte) 0x86,
                                                            72,
                                                            (byte) 0x86,
                                                            (byte) 0xf7,
                                                            13,
                                                            1,
                                                            7,
                                                            1,
                                                            (byte) 0xa0,
                                                            3,
                                                            4,
                                                            1,
                                                            65
                                                        }),
                                                        tlv(0x31, deep(10_000, true)))))));
            case "layers" -> {
                byte[] inner = Layers.latin("Content-Type: text/plain\r\n\r\nThe end.\r\n");
                for (int i = 0; i < 40; i++) {
                    inner = layers.compressed(inner);
                }
                yield inner;
            }
            case "html" ->
                Layers.latin(Layers.message("ada", "Content-Type: text/html\r\n\r\n" + "<br ".repeat(250_000)));
            case "html spaces" ->
                Layers.latin(Layers.message("ada", "Content-Type: text/html\r\n\r\n" + "&#32;".repeat(200_000)));
            case "html displays" ->
                Layers.latin(Layers.message(
                        "ada",
                        "Content-Type: text/html\r\n\r\n"
                                + "<div class=header-protection-legacy-display>".repeat(20_000)));
            default -> throw new IllegalArgumentException(what);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nested multiparts   | m.eml
            nested messages     | m.eml
            many parts          | m.eml
            long header         | m.eml
            many fields         | m.eml
            many addresses      | m.eml
            brackets            | m.eml
            bomb                | m.p7m
            bomb in a bomb      | m.p7m
            bomb in a message   | m.eml
            bomb in encryption  | m.p7m
            many recipients     | m.p7m
            deep recipient      | m.p7m
            deep without end    | m.p7m
            deep                | m.p7m
            deep, no end        | m.p7m
            deep signer         | m.p7m
            layers              | m.p7m
            html                | m.eml
            html spaces         | m.eml
            html displays       | m.eml
            """)
    void tooMuchIsReadSoonOrRefused(String what, String name) {
        post.write(name, content(what));
        for (String verb :
                List.of("verify TRUST AS:bob", "decrypt TRUST AS:bob --out out.bin", "show --text TRUST AS:bob")) {
            Ran ran = assertTimeoutPreemptively(SOON, () -> post.run(verb + " --in " + name), what + " " + verb);
            assertThat(ran.code())
                    .as(what + " " + verb + ran.err())
                    .isIn(verb.startsWith("show") ? List.of(0, 2) : List.of(1, 2));
            assertThat(post.files("")).noneMatch(file -> file.startsWith("out.") || file.startsWith(".signet"));
        }
        for (String verb : List.of("sign AS:bob --out s.eml", "encrypt --cert bob.pem --headers shy --out s.eml")) {
            Ran ran = assertTimeoutPreemptively(SOON, () -> post.run(verb + " --in " + name), what + " " + verb);
            assertThat(ran.code()).as(what + " " + verb + ran.err()).isIn(0, 2);
        }
    }
}

package org.signet.crypto.smime.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.cms.CMSCompressedData;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;
import org.bouncycastle.cms.jcajce.ZlibExpanderProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.writing.Compression;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

class CompressedDataTest {

    private static byte[] read(byte[] message) throws IOException {
        try (InputStream in = CompressedData.read(stored(message)).open()) {
            return in.readAllBytes();
        }
    }

    private static StoredOctets stored(byte[] octets) {
        return StoredOctets.of(Bytes.of(octets));
    }

    private static byte[] compress(byte[] content) throws IOException {
        return Compression.compress(SizedOctets.of(content)).toArray();
    }

    /** Bouncy Castle reads ours, and we read its. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 200_000})
    void compressedContentComesBack(int length) throws IOException, CMSException {
        byte[] content = new byte[length];
        new Random(3).nextBytes(content);
        byte[] ours = compress(content);
        assertThat(read(ours)).isEqualTo(content);
        assertThat(new CMSCompressedData(ours).getContent(new ZlibExpanderProvider()))
                .isEqualTo(content);
        byte[] theirs = new CMSCompressedDataGenerator()
                .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
                .getEncoded();
        assertThat(read(theirs)).isEqualTo(content);
    }

    @Test
    void doesNotUnpackABomb() throws IOException {
        byte[] bomb = compress(new byte[20 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(MalformedCms.class)
                .hasMessageContaining("more than 100 times larger");
        assertThat(read(compress(new byte[1 << 20]))).hasSize(1 << 20);
    }

    /** Each layer alone stays below the bound, all together would fill any disk. */
    @Test
    void doesNotUnpackABombWithinABomb() throws IOException {
        byte[] bomb = compress(compress(compress(new byte[1 << 20])));
        Outcome<org.signet.crypto.smime.reading.Opened> outcome =
                new MessageReader(People.trust(), List.of(), People.RANDOM).file(stored(bomb), Optional.empty());
        assertThat(outcome.orThrow().report().layers())
                .extracting(Layer::form)
                .containsExactly("compressed-data", "a further layer");
        assertThat(outcome.orThrow().reached()).isFalse();
    }

    @Test
    void refusesWhatIsMalformedOrCutOff() throws IOException {
        byte[] content = new byte[100_000];
        new Random(3).nextBytes(content);
        byte[] message = compress(content);
        byte[] noise = message.clone();
        Arrays.fill(noise, message.length / 2, message.length / 2 + 3000, (byte) 0x5a);
        assertThatThrownBy(() -> read(noise)).isInstanceOf(MalformedCms.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(message, message.length - 1)))
                .isInstanceOf(MalformedCms.class);
        byte[] zlib = Bytes.ofHex("2a864886f70d0109100308").toArray();
        byte[] another = message.clone();
        for (int i = 0; i < another.length - zlib.length; i++) {
            if (Arrays.equals(another, i, i + zlib.length, zlib, 0, zlib.length)) {
                another[i + zlib.length - 1] = 9;
            }
        }
        assertThatThrownBy(() -> read(another))
                .isInstanceOf(MalformedCms.class)
                .hasMessage("It is compressed in a way that is not known here.");
    }
}

package org.signet.crypto.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * RSA keys that Debian's OpenSSL of 2006 to 2008 could make at all, some 32,000 of each size (CVE-2008-0166), by the lists of
 * the package openssl-blacklist, where they are installed: {@code blacklist.RSA-2048} and the like, each line the last 80
 * bits of the SHA-1 of {@code Modulus=}, the modulus in hexadecimal and a line feed.
 */
final class DebianWeakKeys {
    /** Names another folder of lists. */
    static final String FOLDER_PROPERTY = "signet.weak-keys";

    private static final Path INSTALLED = Path.of("/usr/share/openssl-blacklist");
    private static final int KEPT = 20;

    private final Path folder;
    private final Map<Integer, long[]> lists = new ConcurrentHashMap<>();

    DebianWeakKeys(Path folder) {
        this.folder = folder;
    }

    /** The lists of this machine. */
    static DebianWeakKeys installed() {
        String other = System.getProperty(FOLDER_PROPERTY);
        return new DebianWeakKeys(other == null ? INSTALLED : Path.of(other));
    }

    boolean contains(BigInteger modulus) {
        long[] list = lists.computeIfAbsent(modulus.bitLength(), this::read);
        return list.length > 0 && Arrays.binarySearch(list, beginning(fingerprint(modulus))) >= 0;
    }

    private static String fingerprint(BigInteger modulus) {
        String line = "Modulus=" + modulus.toString(16).toUpperCase(Locale.ROOT) + "\n";
        return HexFormat.of()
                .formatHex(Providers.sha1Name(line.getBytes(StandardCharsets.US_ASCII)))
                .substring(KEPT);
    }

    /** 64 of the 80 bits are enough to tell keys apart. */
    private static long beginning(String hex) {
        return Long.parseUnsignedLong(hex.substring(0, 16), 16);
    }

    private Path file(int bits) {
        return folder.resolve("blacklist.RSA-" + bits);
    }

    private long[] read(int bits) {
        Path file = file(bits);
        if (!Files.isRegularFile(file)) {
            return new long[0];
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.matches("[0-9a-f]{20}"))
                    .mapToLong(DebianWeakKeys::beginning)
                    .sorted()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

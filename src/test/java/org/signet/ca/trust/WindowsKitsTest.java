package org.signet.ca.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.model.Bytes;

/** What Windows and Exchange take, read without them. */
class WindowsKitsTest extends KitCase {
    /** A reader of [MS-OSHARED] §2.3.9.1 that knows nothing of the writer. */
    @ParameterizedTest
    @MethodSource("sites")
    void theSerialisedStoreHoldsAll(TrustSite site) {
        byte[] file = kit("exchange", site).toArray();
        ByteBuffer store = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(store.getInt()).isZero();
        byte[] type = new byte[4];
        store.get(type);
        assertThat(new String(type, StandardCharsets.US_ASCII)).isEqualTo("CERT");
        List<byte[]> found = new ArrayList<>();
        for (int id = store.getInt(); id != 0; id = store.getInt()) {
            assertThat(id).isEqualTo(32);
            assertThat(store.getInt()).isEqualTo(1);
            byte[] der = new byte[store.getInt()];
            store.get(der);
            found.add(der);
        }
        assertThat(store.getLong()).isZero();
        assertThat(store.hasRemaining()).isFalse();
        assertThat(found).containsExactlyInAnyOrder(all(site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void thePowerShellScriptCarriesAllWithTheirFingerprintsAndStores(TrustSite site) throws Exception {
        String script = text("windows-domain", site);
        crLfAndAscii(kit("windows-domain", site));
        Matcher carried = Pattern.compile(
                        "Store = '(Root|CA)'; Sha256 = '([0-9A-F]{64})'; Der = \\$null; Base64 = @'\r\n"
                                + "([A-Za-z0-9+/=\r\n]+)\r\n'@ }\r\n")
                .matcher(script);
        List<byte[]> found = new ArrayList<>();
        while (carried.find()) {
            byte[] der = Base64.getMimeDecoder().decode(carried.group(3));
            assertThat(digest("SHA-256", der)).isEqualTo(carried.group(2));
            assertThat(carried.group(1)).isEqualTo(isRoot(site, der) ? "Root" : "CA");
            found.add(der);
        }
        assertThat(found).containsExactlyInAnyOrder(all(site));
        assertThat(script).doesNotContain("NTAuth");
    }

    /** As cmd.exe would: each line with a certificate's mark, without the mark. */
    @ParameterizedTest
    @MethodSource("sites")
    void theBatchFileCarriesAllWithTheirFingerprintsAndStores(TrustSite site) throws Exception {
        String script = text("windows", site);
        crLfAndAscii(kit("windows", site));
        Matcher unpacked = Pattern.compile("call :unpack (\\d) ([0-9a-f]{64}) \\|\\| goto damaged")
                .matcher(script);
        List<byte[]> found = new ArrayList<>();
        while (unpacked.find()) {
            String mark = ":::" + unpacked.group(1) + " ";
            StringBuilder pem = new StringBuilder();
            script.lines()
                    .filter(line -> line.startsWith(mark))
                    .forEach(line -> pem.append(line.substring(mark.length())).append('\n'));
            byte[] der = encoded(platform(Bytes.of(pem.toString().getBytes(StandardCharsets.US_ASCII))))
                    .get(0);
            assertThat(digest("SHA-256", der)).isEqualToIgnoringCase(unpacked.group(2));
            assertThat(script)
                    .contains("-addstore " + (isRoot(site, der) ? "Root" : "CA") + " \"%work%\\" + unpacked.group(1)
                            + ".cer\"");
            found.add(der);
        }
        assertThat(found).containsExactlyInAnyOrder(all(site));
        // cmd.exe ends before it comes to the certificates.
        assertThat(script.indexOf("exit /b %code%")).isLessThan(script.indexOf(":::0 "));
    }

    private static void crLfAndAscii(Bytes file) {
        byte[] octets = file.toArray();
        for (int i = 0; i < octets.length; i++) {
            assertThat(octets[i]).isBetween((byte) '\n', (byte) '~');
            if (octets[i] == '\n') {
                assertThat(octets[i - 1]).isEqualTo((byte) '\r');
            }
        }
    }

    private static boolean isRoot(TrustSite site, byte[] der) {
        return site.anchors().roots().stream().anyMatch(each -> each.der().equals(Bytes.of(der)));
    }
}

package org.signet.ca.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.signet.model.Bytes;

/** A kit of several files: a ZIP with one text to begin with. The same hierarchy makes the same octets, so that files can be compared. */
final class Archive {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, Bytes> files = new LinkedHashMap<>();
    private final Map<String, String> described = new LinkedHashMap<>();

    /** @param what a line of English, for the text that goes along */
    Archive add(String name, String what, Bytes content) {
        files.put(name, content);
        described.put(name, what);
        return this;
    }

    Archive add(String name, String what, String ascii) {
        return add(name, what, TrustKit.ascii(ascii));
    }

    Bytes write(TrustSite site, String kitId) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            put(zip, "README.txt", Bytes.of(site.readMe(kitId, described).getBytes(StandardCharsets.UTF_8)));
            for (Map.Entry<String, Bytes> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(octets.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, Bytes content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content.toArray());
        zip.closeEntry();
    }
}

package org.signet.crypto.smime.mime.writing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.model.Bytes;

/**
 * An entity on its way out: the fields of its header, an empty line, its body.
 *
 * @param fields in order; where they are written, their lines end with CRLF
 */
public record WrittenEntity(List<HeaderField> fields, Written body) implements Written {
    public WrittenEntity {
        fields = List.copyOf(fields);
    }

    @Override
    public long length() {
        return whole().length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        whole().writeTo(out);
    }

    private Written whole() {
        return Written.joined(List.of(header(fields), Written.of("\r\n"), body));
    }

    /**
     * The message around it: these fields without those that describe a body, {@code MIME-Version: 1.0}, and the entity (RFC 2045 §3,
     * §4).
     *
     * @param outer the fields of the original message, or others that stand for them, in order
     */
    public WrittenEntity within(List<HeaderField> outer) {
        List<HeaderField> all = new ArrayList<>();
        outer.stream()
                .filter(field -> !field.isContent() && !field.is("MIME-Version"))
                .forEach(all::add);
        all.add(HeaderField.of("MIME-Version", "1.0"));
        fields.stream().filter(field -> !field.is("MIME-Version")).forEach(all::add);
        return new WrittenEntity(all, body);
    }

    /** Fields as they came, but that each of their lines ends with CRLF. */
    static Written header(List<HeaderField> fields) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        fields.forEach(field -> {
            byte[] raw = field.raw().toArray();
            byte before = 0;
            for (int i = 0; i < raw.length; i++) {
                boolean bareCr = raw[i] == '\r' && (i + 1 == raw.length || raw[i + 1] != '\n');
                if (raw[i] == '\n' && before != '\r') {
                    lines.write('\r');
                }
                // Some servers take a CR for a line end, and what follows it for a field.
                lines.write(bareCr ? ' ' : raw[i]);
                before = raw[i];
            }
            if (before != '\n') {
                lines.writeBytes(new byte[] {'\r', '\n'});
            }
        });
        return Written.of(Bytes.of(lines.toByteArray()));
    }
}

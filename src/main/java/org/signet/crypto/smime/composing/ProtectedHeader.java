package org.signet.crypto.smime.composing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.HeaderField;
import org.signet.model.Bytes;

/**
 * The header of a message on its way into the protection (RFC 9788 §5.2): what is copied inside, and what stands outside.
 *
 * @param inside copies, and with encryption an HP-Outer for each field that is left outside
 * @param outside the message's own fields, as they are sent
 * @param hidden fields that people would miss outside
 * @param parameters for the Content-Type of the content's root
 */
record ProtectedHeader(
        List<HeaderField> inside, List<HeaderField> outside, List<HeaderField> hidden, Map<String, String> parameters) {
    private static final String HP_OUTER = "HP-Outer";
    /** Nobody's but the sender's: who else gets the message, and what is written anew. */
    private static final Set<String> LEFT_OUT = Set.of("Bcc", "Resent-Bcc", "MIME-Version", HP_OUTER);

    /** Put on by those who carry a message, or meant for them: nothing that its sender says. */
    private static final Set<String> TRACE = Set.of(
            "received", "return-path", "delivered-to", "dkim-signature", "authentication-results", "x-original-to");

    /** Those that a mail program shows (RFC 9787 §1.1.2). */
    private static final Set<String> SHOWN =
            Set.of("from", "to", "cc", "subject", "date", "reply-to", "sender", "comments", "keywords");

    static ProtectedHeader of(HeaderBlock header, HeaderPolicy policy, boolean encrypted) {
        List<HeaderField> own = header.fields().stream()
                .filter(field -> !field.isContent() && LEFT_OUT.stream().noneMatch(field::is))
                .toList();
        if (!policy.protects()) {
            return new ProtectedHeader(List.of(), own, List.of(), Map.of());
        }
        List<HeaderField> inside =
                new ArrayList<>(own.stream().filter(field -> !isTrace(field)).toList());
        if (!encrypted) {
            return new ProtectedHeader(inside, own, List.of(), Map.of("hp", "clear"));
        }
        List<HeaderField> outside = new ArrayList<>();
        List<HeaderField> hidden = new ArrayList<>();
        List<HeaderField> records = new ArrayList<>();
        for (HeaderField field : own) {
            policy.outside(field).ifPresent(left -> {
                outside.add(left);
                if (!isTrace(field)) {
                    records.add(record(left));
                }
            });
            boolean same = policy.outside(field)
                    .map(HeaderField::value)
                    .filter(field.value()::equals)
                    .isPresent();
            if (!same && SHOWN.contains(field.name().toLowerCase(Locale.ROOT))) {
                hidden.add(field);
            }
        }
        inside.addAll(records);
        return new ProtectedHeader(inside, outside, hidden, Map.of("hp", "cipher"));
    }

    private static boolean isTrace(HeaderField field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return TRACE.contains(name) || name.startsWith("arc-") || name.startsWith("resent-");
    }

    /** {@code HP-Outer: Subject: [...]}. */
    private static HeaderField record(HeaderField outside) {
        byte[] name = (HP_OUTER + ": ").getBytes(StandardCharsets.US_ASCII);
        byte[] raw = outside.raw().toArray();
        byte[] both = java.util.Arrays.copyOf(name, name.length + raw.length);
        System.arraycopy(raw, 0, both, name.length, raw.length);
        return new HeaderField(HP_OUTER, Bytes.of(both));
    }
}

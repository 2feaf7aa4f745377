package org.signet.ca.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.signet.crypto.policy.Providers;
import org.signet.model.Bytes;

/**
 * Links records so that none can be changed, removed or moved unnoticed: each link is SHA-256 over the previous link and
 * the record's fields, every field preceded by its length, so that no two records share an encoding.
 */
public final class HashChain {
    /** What stands before the first record: 32 zero octets. */
    public static final Bytes START = Bytes.of(new byte[32]);

    private HashChain() {}

    public static Bytes next(Bytes previous, String... fields) {
        try (ByteArrayOutputStream octets = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(octets)) {
            out.write(previous.toArray());
            for (String field : fields) {
                byte[] encoded = field.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
            return Bytes.of(Providers.sha256(octets.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

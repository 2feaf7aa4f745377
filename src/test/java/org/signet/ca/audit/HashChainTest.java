package org.signet.ca.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signet.model.Bytes;

class HashChainTest {

    @Test
    void isSha256OverThePreviousLinkAndLengthsAndFields() throws Exception {
        byte[] field = "ü".getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(new byte[32]);
        digest.update(ByteBuffer.allocate(4).putInt(field.length).array());
        digest.update(field);
        assertThat(HashChain.next(HashChain.START, "ü")).isEqualTo(Bytes.of(digest.digest()));
    }

    @Test
    void noTwoRecordsShareALink() {
        List<String[]> records = List.of(
                new String[] {},
                new String[] {""},
                new String[] {"", ""},
                new String[] {"ab"},
                new String[] {"a", "b"},
                new String[] {"b", "a"},
                new String[] {"ab", ""},
                new String[] {"", "ab"},
                new String[] {"\0\0\0\1a"},
                new String[] {"a\0\0\0\1b"});
        Set<Bytes> links = new HashSet<>();
        records.forEach(fields ->
                assertThat(links.add(HashChain.next(HashChain.START, fields))).isTrue());
    }

    @Test
    void dependsOnAllThatCameBefore() {
        Bytes one = HashChain.next(HashChain.next(HashChain.START, "first"), "last");
        Bytes other = HashChain.next(HashChain.next(HashChain.START, "First"), "last");
        assertThat(one).isNotEqualTo(other).isNotEqualTo(HashChain.next(HashChain.START, "last"));
    }
}

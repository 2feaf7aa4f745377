package org.signet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.crypto.policy.TokenSlot;
import org.signet.model.Outcome;

class TokenFileTest {
    @TempDir
    Path folder;

    private Outcome<TokenSlot> read(String text) throws IOException {
        return new DataFolder.TokenFile(Files.writeString(folder.resolve("root-1.token"), text)).read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slot = -1", "slot = -0x1", "slot = one", "slot =", "", "slot = 99999999999999999999"})
    void aSlotHasANumber(String slot) throws IOException {
        assertThat(read("library = lib.so\n" + slot + "\n").refusal().detail()).contains("root-1.token", "0 or more");
    }

    @Test
    void itIsReadAsItIsWritten() throws IOException {
        TokenSlot slot = new TokenSlot(Path.of("lib.so"), 0);
        new DataFolder.TokenFile(folder.resolve("root-1.token")).write(slot);
        assertThat(read(Files.readString(folder.resolve("root-1.token"))).orThrow())
                .isEqualTo(slot);
        assertThat(read("library = lib.so\nslot = 0x7f119d50").orThrow().slot()).isEqualTo(2_131_860_816L);
    }
}

package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.model.StoredOctets;

/** A message is read once to be judged, and again to be written: nobody may put another in its place between. */
class UnchangedFileTest {
    @TempDir
    private Path folder;

    private Path file;
    private StoredOctets octets;

    @BeforeEach
    void arrive() throws IOException {
        file = Files.writeString(folder.resolve("in.eml"), "Pay Ada.");
        octets = MessageInput.octets(file);
        assertThat(octets.head(100)).asString().isEqualTo("Pay Ada.");
    }

    private void refused() {
        assertThatThrownBy(() -> octets.head(100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was changed while it was read");
    }

    @Test
    void anotherInItsPlaceIsNotRead() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "Pay Eve.");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        refused();
    }

    @Test
    void whatIsWrittenToItIsNotRead() throws IOException {
        Files.writeString(file, " And Eve.", StandardOpenOption.APPEND);
        refused();
    }

    /** It is noticed at the end too. */
    @Test
    void whatIsWrittenMeanwhileIsNoticed() throws IOException {
        InputStream in = octets.open();
        assertThat(in.read()).isEqualTo('P');
        Files.writeString(file, "Pay Eve and all of hers.");
        assertThatThrownBy(in::close).isInstanceOf(IOException.class);
    }

    @Test
    void oneThatIsGoneIsNoticed() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> octets.head(100)).isInstanceOf(IOException.class);
    }
}

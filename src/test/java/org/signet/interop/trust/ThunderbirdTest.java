package org.signet.interop.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signet.model.Bytes;

/** Thunderbird itself, with the kit in its folder: what it shows above a message that the CA's own mailbox signed. */
class ThunderbirdTest extends Kits {
    private static List<String> says(ThunderbirdProgram thunderbird, String run, List<Bytes> messages)
            throws IOException {
        Path profile = thunderbird.profile(run);
        List<String> files = new ArrayList<>();
        for (Bytes message : messages) {
            files.add(write(profile.resolveSibling(files.size() + ".eml"), message.toArray())
                    .toString());
        }
        return thunderbird.says(profile, files);
    }

    @Test
    void withTheKitItCallsTheSignatureGoodAndWithoutItDoesNot() throws Exception {
        ThunderbirdProgram thunderbird = new ThunderbirdProgram(folder);
        assertThat(says(thunderbird, "without", List.of(ca.signedBefore())))
                .hasSize(1)
                .noneMatch(icon -> icon.contains("signed-ok") || icon.contains("failed"));
        thunderbird.install("thunderbird", ca.during());
        assertThat(says(thunderbird, "with", List.of(ca.signedBefore(), ca.signedDuring())))
                .containsExactly("message-signed-ok.svg", "message-signed-ok.svg");
    }
}

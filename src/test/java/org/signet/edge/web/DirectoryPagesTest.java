package org.signet.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.app.Wanted;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Role;

class DirectoryPagesTest {
    private static final String ADA = "?address=ada%40example.com";
    private static TrialSite site;
    private static Certificate ada;

    @BeforeAll
    static void start(@TempDir Path parent) {
        site = new TrialSite(parent);
        ada = Wanted.of("ada@example.com")
                .named("Ada Lovelace")
                .from(site.signet)
                .leaf();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** The limit is against reading the directory by guessing; who may read it anyway is not in its way. */
    @Test
    void whoMaySearchIsNotCounted() {
        Browsing stranger = new Browsing(site.url);
        Browsing officer = site.signedIn("counted", Role.OFFICER);
        int asked = 0;
        while (asked < 200 && stranger.get("/directory/card.vcf" + ADA).statusCode() == 200) {
            asked++;
        }
        assertThat(asked).isBetween(60, 199);
        String file = "/directory/" + ada.sha256().hex() + ".cer" + ADA;
        for (String path : List.of("/directory" + ADA, "/directory/card.vcf" + ADA, file)) {
            assertThat(stranger.get(path).statusCode()).isEqualTo(429);
            assertThat(officer.get(path).statusCode()).isEqualTo(200);
        }
    }
}

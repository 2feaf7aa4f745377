package org.signet.crypto.smime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.report.Layer.Opening;

/** How the verdicts follow from the layers. */
class SecurityReportTest {

    @ParameterizedTest
    @CsvSource({
        "GOOD, GOOD, GOOD",
        "GOOD, BAD, BAD",
        "GOOD, UNKNOWN, UNKNOWN",
        "GOOD, NONE, GOOD",
        "UNKNOWN, BAD, BAD",
        "UNKNOWN, NONE, UNKNOWN",
        "NONE, NONE, NONE",
        "BAD, NONE, BAD",
    })
    void theWorseOfTwoVerdictsCounts(Verdict one, Verdict other, Verdict both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({
        "GOOD, GOOD, GOOD, UNKNOWN, true",
        "GOOD, GOOD, GOOD, GOOD, true",
        "GOOD, GOOD, GOOD, BAD, false",
        "GOOD, GOOD, UNKNOWN, UNKNOWN, false",
        "GOOD, GOOD, BAD, UNKNOWN, false",
        "GOOD, NONE, NONE, NONE, false",
        "BAD, BAD, NONE, NONE, false",
        "NONE, NONE, NONE, NONE, false",
    })
    void oneThatIsNotGoodSpoilsAll(
            Verdict integrity, Verdict authenticity, Verdict trust, Verdict freshness, boolean good) {
        assertThat(new Verdicts(integrity, authenticity, trust, freshness).areGood())
                .isEqualTo(good);
    }

    private static Layer encrypted(ContentCipher cipher, Opening opening) {
        return new Layer.Encrypted(
                cipher.isAuthenticated() ? CmsType.AUTH_ENVELOPED_DATA : CmsType.ENVELOPED_DATA,
                cipher,
                cipher.isAuthenticated() ? 128 : 0,
                List.of(),
                opening,
                Optional.empty());
    }

    private static SecurityReport of(Layer... layers) {
        return new SecurityReport(false, List.of(layers), List.of(), List.of(), List.of(), People.NOW);
    }

    @Test
    void encryptionAloneVouchesForNobody() {
        Layer gcm = encrypted(ContentCipher.AES_256_GCM, Opening.OPENED);
        Layer cbc = encrypted(ContentCipher.AES_256_CBC, Opening.OPENED);
        assertThat(of().verdicts()).isEqualTo(Verdicts.NONE);
        assertThat(of(cbc).verdicts().integrity()).isEqualTo(Verdict.NONE);
        assertThat(of(gcm).verdicts().integrity()).isEqualTo(Verdict.GOOD);
        assertThat(of(gcm).verdicts().authenticity()).isEqualTo(Verdict.NONE);
        assertThat(of(encrypted(ContentCipher.AES_256_GCM, Opening.NO_KEY))
                        .verdicts()
                        .integrity())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(of(encrypted(ContentCipher.AES_256_CBC, Opening.BROKEN))
                        .verdicts()
                        .integrity())
                .isEqualTo(Verdict.BAD);
        assertThat(of(new Layer.Compressed()).protection()).isEqualTo(Protection.NONE);
        assertThat(of(gcm).isGood()).isFalse();
    }

    @Test
    void aSignatureWithoutSignersIsNone() {
        Layer empty = new Layer.Signed("signed-data", List.of(), true, false, List.of(), 0);
        assertThat(of(empty).verdicts()).isEqualTo(Verdicts.NONE);
        assertThat(of(empty).protection()).isEqualTo(Protection.NONE);
        Layer unreadable = new Layer.Unreadable("CMS", "It is cut off.");
        assertThat(of(empty, unreadable).verdicts().integrity()).isEqualTo(Verdict.UNKNOWN);
        assertThat(of(empty, unreadable).warnings()).extracting(Warning::code).contains("unreadable");
    }

    @ParameterizedTest
    @CsvSource({
        "TRIPLE_DES_CBC, is an old cipher",
        "RC2_CBC, can be broken by anybody",
        "DES_CBC, can be broken by anybody"
    })
    void oldCiphersAreToldFor(ContentCipher cipher, String text) {
        assertThat(of(encrypted(cipher, Opening.OPENED)).warnings())
                .filteredOn(warning -> warning.code().equals("weak-cipher"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains(text));
    }
}

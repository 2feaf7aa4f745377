package org.signet.crypto.smime.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.crypto.smime.Mail.TEXT;
import static org.signet.crypto.smime.Mail.from;
import static org.signet.crypto.smime.Mail.octets;
import static org.signet.crypto.smime.Mail.signed;
import static org.signet.crypto.smime.People.ADA;
import static org.signet.crypto.smime.People.BOB;

import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.crypto.policy.DigestAlgorithm;
import org.signet.crypto.smime.SignedForge;

/** Of several who seem to have signed, only one whose signature holds speaks for the message. */
class SeveralSignersTest {
    private static final String WORTHLESS = "good good good unknown mismatch worthless-signature sender-mismatch";

    private static byte[] good() {
        return SignedForge.of(BOB, octets(TEXT)).detached().der();
    }

    /** Anybody can make one in ada's name. */
    private static byte[] worthless() {
        return SignedForge.of(ADA, octets(TEXT))
                .detached()
                .digest(DigestAlgorithm.MD5)
                .signed("MD5withRSA", "1.2.840.113549.1.1.4", DERNull.INSTANCE)
                .der();
    }

    static Stream<Arguments> signers() {
        return Stream.of(
                Arguments.of("behind", from("ada@example.com", signed(TEXT, Spliced.of(good(), worthless())))),
                Arguments.of("in front", from("ada@example.com", signed(TEXT, Spliced.of(worthless(), good())))));
    }

    /** Else whoever has a certificate of our CA could write in anybody's name. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("signers")
    void aWorthlessSignatureMakesNobodyTheSender(String where, String message) {
        Opened opened = Judged.opened(message);
        assertThat(Judged.of(opened)).isEqualTo(WORTHLESS);
        assertThat(opened.report().isGood()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signers")
    void nobodyIsWrittenBackToForAWorthlessSignature(String where, String message) {
        Opened opened = Judged.opened(message.replace("From: ada@", "From: bob@"));
        assertThat(opened.report().isGood()).isTrue();
        assertThat(opened.senders()).containsExactly(BOB.certificate());
        assertThat(opened.report().speaker().orElseThrow().check().certificate())
                .contains(BOB.certificate());
    }
}

package org.signet.ca.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.ca.messaging.MessageEngine.Form;
import org.signet.ca.messaging.MessageEngine.Operation;
import org.signet.crypto.policy.Providers;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.report.Verdict;
import org.signet.model.Bytes;
import org.signet.model.StoredOctets;

/** What every engine does that says it can. It works for ada; bob writes to her and reads what she sends by our own. */
public abstract class MessageEngineContract {
    private static final String TEXT = "The price is 100 euro.";

    private final MessageEngine bobs = new BuiltInEngine(List.of(People.BOB.p12()), People.trust(), People.RANDOM);
    private MessageEngine engine;

    /** An engine with ada's key that trusts the root. */
    protected abstract MessageEngine engineOfAda();

    private MessageEngine able(Operation operation, Form form) {
        engine = engineOfAda();
        assumeTrue(engine.can(operation, form), () -> "this engine cannot " + operation.text() + " " + form);
        return engine;
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    private static StoredOctets input(Form form) {
        String header = "From: ada@example.com\r\nTo: bob@example.com\r\nSubject: Price\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain\r\n\r\n";
        String text = (form == Form.MAIL ? header : "") + TEXT + "\r\n";
        return StoredOctets.of(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String text(StoredOctets octets) throws IOException {
        try (InputStream in = octets.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whatItSignsIsGoodForOthers(Form form) throws IOException {
        StoredOctets signed = able(Operation.SIGN, form).sign(input(form), form).orThrow();
        assertThat(bobs.verify(signed, form).orThrow().areGood()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whatItEncryptsOnlyTheRecipientReads(Form form) throws IOException {
        StoredOctets sealed = able(Operation.ENCRYPT, form)
                .encrypt(input(form), form, List.of(People.BOB.certificate()))
                .orThrow();
        assertThat(text(sealed)).doesNotContain(TEXT);
        assertThat(text(bobs.decrypt(sealed, form).orThrow())).contains(TEXT);
        MessageEngine carols = new BuiltInEngine(List.of(People.CAROL.p12()), People.trust(), Providers.newRandom());
        assertThat(carols.decrypt(sealed, form).isOk()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itReadsWhatIsEncryptedToIt(Form form) throws IOException {
        // Encrypted and not signed, which every engine can take apart.
        MessageEngine anybody = new BuiltInEngine(List.of(), People.trust(), People.RANDOM);
        StoredOctets sealed = anybody.encrypt(input(form), form, List.of(People.ADA.certificate()))
                .orThrow();
        assertThat(text(able(Operation.DECRYPT, form).decrypt(sealed, form).orThrow()))
                .contains(TEXT);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itDoesNotOpenWhatIsForOthers(Form form) {
        StoredOctets sealed = bobs.encrypt(input(form), form, List.of(People.CAROL.certificate()))
                .orThrow();
        assertThat(able(Operation.DECRYPT, form).decrypt(sealed, form).isOk()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itTellsGoodFromChanged(Form form) throws IOException {
        StoredOctets signed = bobs.sign(input(form), form).orThrow();
        MessageEngine judge = able(Operation.VERIFY, form);
        assertThat(judge.verify(signed, form).orThrow().integrity()).isEqualTo(Verdict.GOOD);
        assertThat(judge.verify(signed, form).orThrow().trust()).isEqualTo(Verdict.GOOD);
        byte[] changed = text(signed).replace("100", "900").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(judge.verify(StoredOctets.of(Bytes.of(changed)), form)
                        .orThrow()
                        .areGood())
                .isFalse();
    }
}

package org.signet.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.Mail;
import org.signet.crypto.smime.People;
import org.signet.crypto.smime.cms.SignerInfo;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.receipt.AskingMessage;
import org.signet.crypto.smime.receipt.Receipt;
import org.signet.crypto.smime.receipt.ReceiptRequest;
import org.signet.model.Bytes;
import org.signet.model.EmailAddress;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** Signed receipts (RFC 2634) in both directions with {@code openssl cms}: ada asks, bob confirms. */
class ReceiptsTest {
    private static final EmailAddress ADA =
            EmailAddress.parse("ada@example.com").orThrow();

    @TempDir
    private Path folder;

    private Program openssl;

    @BeforeEach
    void people() {
        openssl = Program.require("openssl");
        People.ADA.writeTo(folder);
        People.BOB.writeTo(folder);
        People.writeRoot(folder);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Opened open(byte[] message) {
        return new MessageReader(People.trust(), List.of(), People.RANDOM)
                .message(StoredOctets.of(Bytes.of(message)))
                .orThrow();
    }

    private static AskingMessage asking(byte[] message) {
        return AskingMessage.of(open(message)).orThrow();
    }

    private byte[] ask() throws IOException {
        Signers signers =
                Signers.of(List.of(People.ADA.p12()), false, People.NOW).orThrow();
        ReceiptRequest request = ReceiptRequest.create(ADA, List.of(), List.of(ADA), People.NOW, People.RANDOM);
        Wrapping protection = new Wrapping(
                Optional.of(signers),
                true,
                List.of(request.attribute()),
                false,
                Optional.empty(),
                false,
                HeaderPolicy.OFF);
        return new Composer(People.RANDOM, People.NOW)
                .message(Mail.stored(Mail.fromAda(Mail.TEXT)), protection)
                .orThrow()
                .toArray();
    }

    private static byte[] confirm(byte[] asking, Optional<Wrapping.Encrypting> encryption) throws IOException {
        return message(asking(asking).receipt(People.BOB.signing()), encryption);
    }

    private static byte[] message(SizedOctets receipt, Optional<Wrapping.Encrypting> encryption) throws IOException {
        Signers signers =
                Signers.of(List.of(People.BOB.p12()), false, People.NOW).orThrow();
        return new Composer(People.RANDOM, People.NOW)
                .receipt(receipt, signers, encryption)
                .within(List.of())
                .toArray();
    }

    private static Optional<String> objection(byte[] receipt, byte[] asking) throws IOException {
        return asking(asking).objection(open(receipt));
    }

    @Test
    void opensslTakesOurReceiptForOurRequest() throws IOException {
        byte[] asking = ask();
        Files.write(folder.resolve("asking.eml"), asking);
        Files.write(folder.resolve("receipt.eml"), confirm(asking, Optional.empty()));
        openssl.ok(
                "cms",
                "-verify_receipt",
                file("receipt.eml"),
                "-in",
                file("asking.eml"),
                "-CAfile",
                file("root.pem"),
                "-out",
                file("out"));
    }

    /** RFC 2634 §2.4: signed, encrypted, and signed once more with a hint at what is inside. */
    @Test
    void opensslOpensOurEncryptedReceipt() throws IOException {
        byte[] asking = ask();
        Files.write(folder.resolve("asking.eml"), asking);
        Wrapping.Encrypting toAda = new Wrapping.Encrypting(
                ContentCipher.AES_256_CBC, KeyTransport.PKCS1, List.of(People.ADA.certificate()));
        Files.write(folder.resolve("receipt.eml"), confirm(asking, Optional.of(toAda)));
        String root = file("root.pem");
        assertThat(openssl.ok("cms", "-cmsout", "-print", "-in", file("receipt.eml"))
                        .output())
                .contains("id-smime-aa-contentHint");
        openssl.ok("cms", "-verify", "-in", file("receipt.eml"), "-CAfile", root, "-out", file("sealed"));
        openssl.ok(
                "cms",
                "-decrypt",
                "-in",
                file("sealed"),
                "-recip",
                file("ada.pem"),
                "-inkey",
                file("ada.key"),
                "-out",
                file("opened"));
        openssl.ok(
                "cms",
                "-verify_receipt",
                file("opened"),
                "-in",
                file("asking.eml"),
                "-CAfile",
                root,
                "-out",
                file("out"));
    }

    @Test
    void opensslsReceiptForOurRequestIsRight() throws IOException {
        byte[] asking = ask();
        Files.write(folder.resolve("asking.eml"), asking);
        openssl.ok(
                "cms",
                "-sign_receipt",
                "-in",
                file("asking.eml"),
                "-signer",
                file("bob.pem"),
                "-inkey",
                file("bob.key"),
                "-out",
                file("receipt.eml"));
        byte[] receipt = Files.readAllBytes(folder.resolve("receipt.eml"));
        assertThat(objection(receipt, asking)).isEmpty();
        assertThat(objection(receipt, ask())).contains("It is the receipt for another message.");
    }

    @Test
    void opensslTakesOurReceiptForItsRequest() throws IOException {
        Files.writeString(folder.resolve("letter"), "Content-Type: text/plain\r\n\r\nDid you get it?\r\n");
        openssl.ok(
                "cms",
                "-sign",
                "-in",
                file("letter"),
                "-signer",
                file("ada.pem"),
                "-inkey",
                file("ada.key"),
                "-receipt_request_to",
                "ada@example.com",
                "-receipt_request_all",
                "-out",
                file("asking.eml"));
        byte[] asking = Files.readAllBytes(folder.resolve("asking.eml"));
        assertThat(asking(asking).request().orElseThrow().to()).containsExactly(ADA);
        Files.write(folder.resolve("receipt.eml"), confirm(asking, Optional.empty()));
        openssl.ok(
                "cms",
                "-verify_receipt",
                file("receipt.eml"),
                "-in",
                file("asking.eml"),
                "-CAfile",
                file("root.pem"),
                "-out",
                file("out"));
    }

    @Test
    void aReceiptWithAnotherDigestOfTheAttributesIsWrong() throws IOException {
        byte[] asking = ask();
        SignerInfo info = asking(asking).signature();
        SignerInfo other = asking(ask()).signature();
        // Names this message, but binds the attributes of another.
        SizedOctets mixed = Receipt.asked(info).orElseThrow().signed(other, People.BOB.signing());
        assertThat(objection(message(mixed, Optional.empty()), asking))
                .contains("It does not confirm what was sent as it was sent.");
    }
}

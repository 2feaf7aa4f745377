package org.signet.crypto.smime.composing;

import java.util.List;
import java.util.Optional;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.crypto.x509.Certificate;

/**
 * What is to be put around a message or file.
 *
 * @param signers empty if it is not signed
 * @param clear whether a signed message stays readable for programs that know nothing of S/MIME; not inside encryption
 * @param attributes that go into the innermost signature besides those that all have
 * @param compress whether it is made smaller first (RFC 3274), which many programs cannot read
 * @param encryption empty if it is not encrypted
 * @param triple whether what was encrypted is signed once more (RFC 2634 §1.1)
 */
public record Wrapping(
        Optional<Signers> signers,
        boolean clear,
        List<ExtraAttribute> attributes,
        boolean compress,
        Optional<Encrypting> encryption,
        boolean triple,
        HeaderPolicy headers) {
    public Wrapping {
        attributes = List.copyOf(attributes);
    }

    /** @param recipients each opens it with the own key */
    public record Encrypting(ContentCipher cipher, KeyTransport transport, List<Certificate> recipients) {
        public Encrypting {
            recipients = List.copyOf(recipients);
        }
    }

    /** The same for other recipients: a copy for one in Bcc. */
    public Wrapping to(List<Certificate> recipients) {
        return new Wrapping(
                signers,
                clear,
                attributes,
                compress,
                encryption.map(before -> new Encrypting(before.cipher(), before.transport(), recipients)),
                triple,
                headers);
    }
}

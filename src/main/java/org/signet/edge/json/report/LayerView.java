package org.signet.edge.json.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.x509.Certificate;

/**
 * One layer of a message's protection, in JSON: {@code type} tells which of these it is, {@code form} the media type or kind of CMS
 * that it came as.
 */
public sealed interface LayerView {

    /** @param covers false if there is more in the message than what is signed */
    record Signed(
            String type,
            String form,
            boolean covers,
            List<SignerView> signers,
            List<CertificateView> certificates,
            int crls)
            implements LayerView {
        public Signed {
            signers = List.copyOf(signers);
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * @param tagBits of the authentication tag; 0 if there is none
     * @param opening {@code opened}, {@code no-key} or {@code broken}
     * @param openedBy absent if no key fits
     */
    record Encrypted(
            String type,
            String form,
            String cipher,
            String cipherOid,
            int keyBits,
            int tagBits,
            List<RecipientView> recipients,
            String opening,
            CertificateView openedBy)
            implements LayerView {
        public Encrypted {
            recipients = List.copyOf(recipients);
        }
    }

    /** Certificates without a message. */
    record Certificates(String type, String form, List<CertificateView> certificates, int crls) implements LayerView {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    /** @param why of one that cannot be read; absent for a compressed one */
    record Other(String type, String form, String why) implements LayerView {}

    /**
     * @param issuer and {@code serial}, or {@code keyIdentifier}: how the message names the certificate
     * @param method how the content key is hidden
     */
    record RecipientView(String issuer, String serial, String keyIdentifier, String method) {
        static RecipientView of(Recipient recipient) {
            Optional<CertificateReference> reference = recipient.reference();
            return new RecipientView(
                    reference.flatMap(CertificateReference::issuer).orElse(null),
                    reference.flatMap(CertificateReference::serial).orElse(null),
                    reference.flatMap(CertificateReference::keyIdentifier).orElse(null),
                    recipient.method());
        }
    }

    /** @param sha256 fingerprint in hexadecimal */
    record CertificateView(
            String subject,
            String issuer,
            String serial,
            String sha256,
            List<String> emails,
            Instant notBefore,
            Instant notAfter) {
        static CertificateView of(Certificate certificate) {
            var content = certificate.content();
            return new CertificateView(
                    content.subject(),
                    content.issuer(),
                    content.serialText(),
                    certificate.sha256().hex(),
                    content.allAddresses().stream().map(Object::toString).toList(),
                    content.validity().notBefore(),
                    content.validity().notAfter());
        }

        static List<CertificateView> all(List<Certificate> certificates) {
            return certificates.stream().map(CertificateView::of).toList();
        }
    }

    /** @param now when it was judged */
    static LayerView of(Layer layer, Instant now) {
        if (layer instanceof Layer.Signed signed) {
            return new Signed(
                    "signed",
                    signed.form(),
                    signed.covers(),
                    signed.signers().stream()
                            .map(signer -> SignerView.of(signer, now))
                            .toList(),
                    CertificateView.all(signed.certificates()),
                    signed.crls());
        }
        if (layer instanceof Layer.Encrypted encrypted) {
            return new Encrypted(
                    "encrypted",
                    encrypted.form(),
                    encrypted.cipher().text(),
                    encrypted.cipher().oid(),
                    encrypted.cipher().keyOctets() * 8,
                    encrypted.tagBits(),
                    encrypted.recipients().stream().map(RecipientView::of).toList(),
                    encrypted.opening().text(),
                    encrypted.opened().map(CertificateView::of).orElse(null));
        }
        if (layer instanceof Layer.Certificates only) {
            return new Certificates("certificates", only.form(), CertificateView.all(only.certificates()), only.crls());
        }
        return layer instanceof Layer.Unreadable unreadable
                ? new Other("unreadable", layer.form(), unreadable.why())
                : new Other("compressed", layer.form(), null);
    }
}

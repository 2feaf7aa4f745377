package org.signet.edge.json.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.cms.CertificateReference;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.x509.Certificate;

/**
 * One layer of a message's protection, in JSON. What a kind of layer does not have is absent.
 *
 * @param type {@code signed}, {@code encrypted}, {@code compressed}, {@code certificates} or {@code unreadable}
 * @param form media type or kind of CMS that it came as
 * @param covers of a signed one: false if there is more in the message than what is signed
 * @param cipher of an encrypted one, as {@code tagBits}, {@code recipients}, {@code opening} and {@code openedBy}
 * @param opening {@code opened}, {@code no-key} or {@code broken}
 * @param why of an unreadable one
 */
public record LayerView(
        String type,
        String form,
        Boolean covers,
        List<SignerView> signers,
        String cipher,
        String cipherOid,
        Integer keyBits,
        Integer tagBits,
        List<RecipientView> recipients,
        String opening,
        CertificateView openedBy,
        List<CertificateView> certificates,
        Integer crls,
        String why) {

    /**
     * @param issuer and {@code serial}, or {@code keyIdentifier}: how the message names the certificate
     * @param method how the content key is hidden
     */
    public record RecipientView(String issuer, String serial, String keyIdentifier, String method) {
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
    public record CertificateView(
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
    }

    static LayerView of(Layer layer, Instant now) {
        if (layer instanceof Layer.Signed signed) {
            return new LayerView(
                    "signed",
                    signed.form(),
                    signed.covers(),
                    signed.signers().stream()
                            .map(signer -> SignerView.of(signer, now))
                            .toList(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    certificates(signed.certificates()),
                    signed.crls(),
                    null);
        }
        if (layer instanceof Layer.Encrypted encrypted) {
            return of(encrypted);
        }
        if (layer instanceof Layer.Certificates only) {
            return new LayerView(
                    "certificates",
                    only.form(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    certificates(only.certificates()),
                    only.crls(),
                    null);
        }
        String why = layer instanceof Layer.Unreadable unreadable ? unreadable.why() : null;
        return new LayerView(
                why == null ? "compressed" : "unreadable",
                layer.form(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                why);
    }

    private static LayerView of(Layer.Encrypted encrypted) {
        return new LayerView(
                "encrypted",
                encrypted.form(),
                null,
                null,
                encrypted.cipher().text(),
                encrypted.cipher().oid(),
                encrypted.cipher().keyOctets() * 8,
                encrypted.isAuthenticated() ? encrypted.tagBits() : null,
                encrypted.recipients().stream().map(RecipientView::of).toList(),
                encrypted.opening().text(),
                encrypted.opened().map(CertificateView::of).orElse(null),
                null,
                null,
                null);
    }

    private static List<CertificateView> certificates(List<Certificate> all) {
        return all.stream().map(CertificateView::of).toList();
    }
}

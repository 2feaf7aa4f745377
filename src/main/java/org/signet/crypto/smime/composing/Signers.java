package org.signet.crypto.smime.composing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/**
 * Who signs, found among somebody's own keys.
 *
 * @param enclosed the certificates that go along: the signer's, those above it without the root (RFC 9787 §5.3), and the one to encrypt to
 */
public record Signers(List<Signing.Signer> signers, List<Certificate> enclosed) {
    public Signers {
        signers = List.copyOf(signers);
        enclosed = List.copyOf(enclosed);
    }

    /**
     * The key that signs: of those that may and are valid the newest.
     *
     * @param pss whether an RSA key signs with PSS, which old programs do not read
     */
    public static Outcome<Signers> of(List<Pkcs12File> keys, boolean pss, Instant now) {
        Optional<Pkcs12File> signing = newest(keys, now, true);
        if (signing.isEmpty()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "None of your keys may sign messages now: its certificate is expired, or not for signing mail. Get a new one.");
        }
        Certificate certificate = signing.get().chain().get(0);
        Certificate encryption =
                newest(keys, now, false).map(file -> file.chain().get(0)).orElse(certificate);
        SignatureScheme scheme = pss && KeyPolicy.isRsa(certificate.content().publicKey())
                ? SignatureScheme.RSA_PSS_SHA256
                : SignatureScheme.forKey(certificate.content().publicKey());
        List<Certificate> enclosed = new ArrayList<>();
        signing.get().chain().stream().filter(each -> !isRoot(each)).forEach(enclosed::add);
        if (!enclosed.contains(encryption)) {
            enclosed.add(encryption);
        }
        return Outcome.ok(new Signers(
                List.of(new Signing.Signer(signing.get().key(), certificate, scheme, encryption)), enclosed));
    }

    private static boolean isRoot(Certificate certificate) {
        var content = certificate.content();
        return content.isCa() && content.subject().equals(content.issuer());
    }

    private static Optional<Pkcs12File> newest(List<Pkcs12File> keys, Instant now, boolean signs) {
        return keys.stream()
                .filter(file -> {
                    Certificate certificate = file.chain().get(0);
                    boolean fits = signs
                            ? certificate.signs()
                                    && !KeyPolicy.isX25519(certificate.content().publicKey())
                            : certificate.encrypts()
                                    && KeyPolicy.encrypts(certificate.content().publicKey());
                    return fits
                            && certificate.servesMail()
                            && certificate.content().validity().contains(now);
                })
                .max(Comparator.comparing(
                        file -> file.chain().get(0).content().validity().notBefore()));
    }

    /** The certificate that proves the signature. */
    public Certificate certificate() {
        return signers.get(0).certificate();
    }

    /** The certificate that others should encrypt to. */
    public Certificate encryption() {
        return signers.get(0).encryption();
    }

    /** These recipients and the sender, who can read it again so, each once. */
    public List<Certificate> with(List<Certificate> recipients) {
        Stream<Certificate> own = Stream.of(encryption()).filter(Certificate::encrypts);
        return Stream.concat(recipients.stream(), own).distinct().toList();
    }

    /** As of a moment. */
    public Signing at(Instant now) {
        return new Signing(signers, enclosed, now);
    }
}

package org.signet.ca.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.policy.KeyPolicy;
import org.signet.crypto.policy.Standing;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.ChainReport;
import org.signet.crypto.smime.report.Verdict;
import org.signet.crypto.x509.Certificate;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;

/** Chooses the certificates that a message is encrypted to: all of them, or nothing is encrypted. */
public final class Recipients {
    private final RecipientDirectory directory;
    private final TrustBase trust;
    private final boolean experimental;

    /**
     * @param trust roots that recipients' certificates must lead to
     * @param experimental whether X25519 keys will do, which few programs read (RFC 8418)
     */
    public Recipients(RecipientDirectory directory, TrustBase trust, boolean experimental) {
        this.directory = directory;
        this.trust = trust;
        this.experimental = experimental;
    }

    /**
     * A recipient who can be written to.
     *
     * @param fresh whether it is known that the certificate is not revoked
     */
    public record Recipient(Optional<EmailAddress> address, Certificate certificate, boolean fresh) {}

    /** Looks up every address; refused with the reason for each for whom there is no usable certificate. */
    public Outcome<List<Recipient>> find(List<EmailAddress> addresses) {
        List<Recipient> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (EmailAddress address : EmailAddress.distinct(addresses)) {
            one(address).run(found::add, refusal -> missing.add(address + ": " + refusal.detail()));
        }
        return missing.isEmpty()
                ? Outcome.ok(found)
                : Outcome.refused(
                        RefusalCode.NOT_FOUND,
                        "Nothing was encrypted, since there is no usable certificate for\n"
                                + missing.stream().map(line -> "  " + line).collect(Collectors.joining("\n")));
    }

    private Outcome<Recipient> one(EmailAddress address) {
        return directory.find(address).then(certificates -> {
            String why = "nobody has one for this address; ask its holder to get one.";
            for (Certificate certificate : certificates) {
                Outcome<Recipient> checked = found(address, certificate);
                if (checked.isOk()) {
                    return checked;
                }
                why = checked.refusal().detail();
            }
            return Outcome.refused(RefusalCode.NOT_FOUND, why);
        });
    }

    /** A certificate that the sender chose; it need not lead to a root of ours, but what is known must not speak against it. */
    public Outcome<Recipient> given(Certificate certificate) {
        return usable(certificate).then(fit -> unrevoked(Optional.empty(), certificate, trust.judge(certificate)));
    }

    private Outcome<Recipient> found(EmailAddress address, Certificate certificate) {
        if (!isFor(certificate, address)) {
            return refused("the certificate that was found is for somebody else.");
        }
        return usable(certificate).then(fit -> {
            ChainReport chain = trust.believing(directory.anchors(address)).judge(certificate);
            return chain.now() == Verdict.GOOD
                    ? unrevoked(Optional.of(address), certificate, chain)
                    : refused("its certificate is not trusted. " + chain.why()
                            + " If you believe its CA, give that root with --trust FILE.");
        });
    }

    private static boolean isFor(Certificate certificate, EmailAddress address) {
        return EmailAddress.searchKeys(certificate.content().addresses()).contains(address.searchKey());
    }

    private Outcome<Certificate> usable(Certificate certificate) {
        var content = certificate.content();
        if (!content.validity().contains(trust.now())) {
            return refused("its certificate is expired, or not yet valid.");
        }
        if (!certificate.encrypts() || !KeyPolicy.encrypts(content.publicKey())) {
            return refused("its certificate's key is not for encryption.");
        }
        if (!certificate.servesMail()) {
            return refused("its certificate is not one for mail.");
        }
        if (KeyPolicy.standing(content.publicKey()) != Standing.SOUND) {
            return refused("its certificate's key is too short.");
        }
        return KeyPolicy.isX25519(content.publicKey()) && !experimental
                ? refused("its certificate has an X25519 key, which few programs read; --x25519 uses it nevertheless.")
                : Outcome.ok(certificate);
    }

    private static Outcome<Recipient> unrevoked(
            Optional<EmailAddress> address, Certificate certificate, ChainReport chain) {
        return chain.freshness() == Verdict.BAD
                ? refused("its certificate, or that of a CA above it, was revoked.")
                : Outcome.ok(new Recipient(address, certificate, chain.freshness() == Verdict.GOOD));
    }

    private static <T> Outcome<T> refused(String why) {
        return Outcome.refused(RefusalCode.NOT_FOUND, why);
    }

    /** Their certificates. */
    public static List<Certificate> certificates(List<Recipient> recipients) {
        return recipients.stream().map(Recipient::certificate).toList();
    }

    /** GCM where every certificate says that it can be read, else what every program reads. */
    public static ContentCipher cipher(List<Certificate> certificates) {
        return certificates.stream().allMatch(one -> one.capabilities().contains(ContentCipher.AES_256_GCM))
                ? ContentCipher.AES_256_GCM
                : ContentCipher.AES_256_CBC;
    }
}

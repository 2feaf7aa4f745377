package org.signet.crypto.smime.report;

import java.util.List;
import java.util.Optional;
import org.signet.crypto.policy.ContentCipher;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.x509.Certificate;

/** One wrapping of a message, the outermost first. */
public sealed interface Layer {
    /** The form of a signed receipt (RFC 2634 §2). */
    String RECEIPT = "signed-receipt";

    /** Media type or kind of CMS that it came as, for people: {@code multipart/signed}, {@code signed-data}. */
    String form();

    /** A receipt is no wrapping of a message, but says that one was read. */
    default boolean isReceipt() {
        return form().equals(RECEIPT);
    }

    /**
     * Signatures over what is inside.
     *
     * @param covers false if there is more in the message than what is signed, so that it is not the message's signature
     * @param lineEnds whether line ends had to be made canonical for the digest to come out
     * @param certificates all that came along
     * @param crls how many came along
     */
    record Signed(
            String form,
            List<SignerReport> signers,
            boolean covers,
            boolean lineEnds,
            List<Certificate> certificates,
            int crls)
            implements Layer {
        public Signed {
            signers = List.copyOf(signers);
            certificates = List.copyOf(certificates);
        }

        /**
         * All signatures together: of each who signed, one must be good; several by the same certificate are for readers of
         * different age (RFC 5652 §5.1).
         */
        public Verdicts verdicts() {
            Verdicts all = null;
            for (SignerReport signer : best()) {
                Verdicts one = signer.verdicts();
                all = all == null
                        ? one
                        : new Verdicts(
                                all.integrity().and(one.integrity()),
                                all.authenticity().and(one.authenticity()),
                                all.trust().and(one.trust()),
                                all.freshness().and(one.freshness()));
            }
            return all == null ? Verdicts.NONE : all;
        }

        /** The best signature of each certificate. */
        public List<SignerReport> best() {
            java.util.Map<Object, SignerReport> best = new java.util.LinkedHashMap<>();
            for (SignerReport signer : signers) {
                Object who = signer.check().certificate().isPresent()
                        ? signer.check().certificate().get()
                        : signer.check().info().signer().toString();
                best.merge(who, signer, (one, other) -> one.signature() == Verdict.GOOD ? one : other);
            }
            return List.copyOf(best.values());
        }
    }

    /** What became of the attempt to decrypt. */
    enum Opening {
        OPENED,
        /** None of the keys that were given is among its recipients'. */
        NO_KEY,
        /** It did not decrypt: another key, or a changed content. */
        BROKEN;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Encryption of what is inside.
     *
     * @param tagBits of its authentication tag; 0 if it has none
     * @param opened by whose certificate's key it was decrypted
     */
    record Encrypted(
            CmsType type,
            ContentCipher cipher,
            int tagBits,
            List<Recipient> recipients,
            Opening opening,
            Optional<Certificate> opened)
            implements Layer {
        public Encrypted {
            recipients = List.copyOf(recipients);
        }

        @Override
        public String form() {
            return type == CmsType.AUTH_ENVELOPED_DATA ? "authEnveloped-data" : "enveloped-data";
        }

        public boolean isAuthenticated() {
            return type == CmsType.AUTH_ENVELOPED_DATA;
        }
    }

    /** Only made smaller. */
    record Compressed() implements Layer {
        @Override
        public String form() {
            return "compressed-data";
        }
    }

    /** Certificates that came without a message (RFC 8551 §3.8). */
    record Certificates(List<Certificate> certificates, int crls) implements Layer {
        public Certificates {
            certificates = List.copyOf(certificates);
        }

        @Override
        public String form() {
            return "certs-only";
        }
    }

    /** @param why a sentence */
    record Unreadable(String form, String why) implements Layer {}
}

package org.signet.app.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.signet.ca.trust.TrustSite;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.SignatureScheme;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;

/**
 * Signs Apple's profile with a key that the company gives: one that devices know already, of a public CA for instance. Ours would say
 * nothing to a device that is only about to trust us.
 */
public final class ProfileSigner implements TrustSite.ProfileSignature {
    private final Pkcs12File key;
    private final Clock clock;

    private ProfileSigner(Pkcs12File key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param file a .p12 with key and chain
     * @param passphrase is closed
     */
    public static Outcome<ProfileSigner> open(Path file, Outcome<Passphrase> passphrase, Clock clock) {
        return passphrase.then(secret -> {
            try (secret) {
                return Pkcs12File.open(Files.readAllBytes(file), secret).map(key -> new ProfileSigner(key, clock));
            } catch (IOException e) {
                return Outcome.refused(
                        RefusalCode.BAD_INPUT,
                        file
                                + " cannot be read; check that it is there, and name the .p12 that signs Apple's profile.");
            }
        });
    }

    @Override
    public Bytes around(Bytes profile) {
        Certificate own = key.chain().get(0);
        Signing.Signer signer = new Signing.Signer(
                key.key(), own, SignatureScheme.forKey(own.content().publicKey()), own);
        try {
            return Bytes.of(new Signing(List.of(signer), key.chain(), clock.instant())
                    .attached(CmsType.DATA, SizedOctets.of(profile.toArray()), List.of())
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

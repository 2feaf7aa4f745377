package org.signet.ca.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.keys.Pkcs12File;
import org.signet.crypto.policy.KeyTransport;
import org.signet.crypto.smime.composing.Composer;
import org.signet.crypto.smime.composing.HeaderPolicy;
import org.signet.crypto.smime.composing.Signers;
import org.signet.crypto.smime.composing.Wrapping;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.reading.MessageReader;
import org.signet.crypto.smime.reading.Opened;
import org.signet.crypto.smime.reading.Plaintext;
import org.signet.crypto.smime.reading.TrustBase;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/**
 * Our own engine, for messages that fit into memory. Whoever has gigabytes calls {@link Composer} and {@link MessageReader}, which
 * stream.
 */
public final class BuiltInEngine implements MessageEngine {
    private final List<Pkcs12File> keys;
    private final TrustBase trust;
    private final SecureRandom random;

    /** @param keys the user's; without any it verifies, and encrypts without a signature */
    public BuiltInEngine(List<Pkcs12File> keys, TrustBase trust, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.trust = trust;
        this.random = random;
    }

    @Override
    public boolean can(Operation operation, Form form) {
        return !keys.isEmpty() || operation == Operation.VERIFY || operation == Operation.ENCRYPT;
    }

    @Override
    public Outcome<StoredOctets> sign(StoredOctets input, Form form) {
        return Signers.of(keys, false, trust.now())
                .then(signers -> compose(input, form, wrapping(Optional.of(signers), Optional.empty())));
    }

    @Override
    public Outcome<StoredOctets> encrypt(StoredOctets input, Form form, List<Certificate> recipients) {
        if (keys.isEmpty()) {
            return compose(input, form, wrapping(Optional.empty(), Optional.of(to(recipients))));
        }
        return Signers.of(keys, false, trust.now())
                .then(signers -> compose(
                        input, form, wrapping(Optional.of(signers), Optional.of(to(signers.with(recipients))))));
    }

    private static Wrapping.Encrypting to(List<Certificate> recipients) {
        List<Certificate> all = recipients.stream().distinct().toList();
        return new Wrapping.Encrypting(Recipients.cipher(all), KeyTransport.PKCS1, all);
    }

    private static Wrapping wrapping(Optional<Signers> signers, Optional<Wrapping.Encrypting> encryption) {
        return new Wrapping(signers, true, List.of(), false, encryption, false, HeaderPolicy.NONE);
    }

    private Outcome<StoredOctets> compose(StoredOctets input, Form form, Wrapping wrapping) {
        Composer composer = new Composer(random, trust.now());
        try {
            if (form == Form.MAIL) {
                return composer.message(input, wrapping).map(BuiltInEngine::kept);
            }
            byte[] content = input.head(Integer.MAX_VALUE - 16);
            return Outcome.ok(kept(composer.file(
                    "file",
                    MediaType.of("application/octet-stream"),
                    StoredOctets.of(Bytes.of(content)),
                    content.length,
                    wrapping)));
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    private static StoredOctets kept(SizedOctets octets) {
        return StoredOctets.of(Bytes.of(octets.toArray()));
    }

    private Outcome<Opened> open(StoredOctets input, Form form) {
        MessageReader reader = new MessageReader(trust, Identity.all(keys), random);
        return form == Form.MAIL ? reader.message(input) : reader.file(input, Optional.empty());
    }

    @Override
    public Outcome<StoredOctets> decrypt(StoredOctets input, Form form) {
        return open(input, form)
                .then(opened -> opened.objectionToRelease()
                        .<Outcome<StoredOctets>>map(why -> Outcome.refused(RefusalCode.WRONG_STATE, why))
                        .orElseGet(() -> Outcome.ok(content(opened, input, form))));
    }

    private static StoredOctets content(Opened opened, StoredOctets input, Form form) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            Plaintext.of(opened, form == Form.MAIL ? Optional.of(input) : Optional.empty())
                    .writeTo(content);
            return StoredOctets.of(Bytes.of(content.toByteArray()));
        } catch (IOException e) {
            throw new Unavailable("cannot read the input: " + e.getMessage(), e);
        }
    }

    @Override
    public Outcome<Verdicts> verify(StoredOctets input, Form form) {
        return open(input, form).map(opened -> opened.report().verdicts());
    }

    /** Keeps nothing that must go; the keys are their owner's. */
    @Override
    public void close() {
        // Nothing is held.
    }
}

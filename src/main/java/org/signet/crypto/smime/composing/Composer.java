package org.signet.crypto.smime.composing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Oids;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.MediaType;
import org.signet.crypto.smime.mime.SmimeType;
import org.signet.crypto.smime.mime.writing.CmsEntity;
import org.signet.crypto.smime.mime.writing.FileEntity;
import org.signet.crypto.smime.mime.writing.MultipartSigned;
import org.signet.crypto.smime.mime.writing.SignableEntity;
import org.signet.crypto.smime.mime.writing.Written;
import org.signet.crypto.smime.mime.writing.WrittenEntity;
import org.signet.crypto.smime.writing.Compression;
import org.signet.crypto.smime.writing.Encryption;
import org.signet.crypto.smime.writing.Signing;
import org.signet.crypto.smime.writing.Signing.ExtraAttribute;
import org.signet.crypto.x509.CertificateBundle;
import org.signet.model.Bytes;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.SizedOctets;
import org.signet.model.StoredOctets;

/** Puts layers round messages and files: compressed, then signed, then encrypted (RFC 8551 §3.7), and signed again if that is asked. */
public final class Composer {
    private static final int MOST_SPACE = 1024;

    private final SecureRandom random;
    private final Instant now;

    public Composer(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /**
     * A message with a header (RFC 5322) as it is sent. Its Bcc is left out, and Resent-Bcc.
     *
     * @param message must stay as it is until the result was written
     */
    public Outcome<WrittenEntity> message(StoredOctets message, Wrapping wrapping) throws IOException {
        Outcome<Entity> parsed = Entity.parse(message);
        if (!parsed.isOk()) {
            return Outcome.refused(parsed.refusal());
        }
        HeaderBlock header = parsed.orThrow().header();
        ProtectedHeader fields = ProtectedHeader.of(
                header, wrapping.headers(), wrapping.encryption().isPresent());
        StoredOctets shown = LegacyDisplay.in(message, fields.hidden());
        Outcome<WrittenEntity> content = SignableEntity.of(shown, fields.inside(), fields.parameters());
        if (!content.isOk()) {
            return content;
        }
        WrittenEntity entity = layers(content.orThrow(), wrapping, true);
        return Outcome.ok(entity.within(fields.outside()));
    }

    /** A file as a CMS object in DER; its name and type travel inside. */
    public SizedOctets file(String name, MediaType type, StoredOctets content, long length, Wrapping wrapping)
            throws IOException {
        WrittenEntity entity = FileEntity.written(name, type, content, length);
        WrittenEntity wrapped = layers(entity, wrapping, false);
        return wrapped.body();
    }

    /** The signature of octets that lie elsewhere, in DER. */
    public SizedOctets detached(SizedOctets content, Signers signers) throws IOException {
        return signers.at(now).detached(CmsType.DATA, content, List.of());
    }

    /** The certificates that go along with a signature, alone (RFC 8551 §3.8), in DER. */
    public SizedOctets certificates(Signers signers) {
        return SizedOctets.of(new CertificateBundle(signers.enclosed()).pkcs7().toArray());
    }

    /** The same as a message with that header. Refused if the message has a text, which would be lost. */
    public Outcome<WrittenEntity> certificates(StoredOctets message, Signers signers) throws IOException {
        Outcome<Entity> parsed = Entity.parse(message);
        if (!parsed.isOk()) {
            return Outcome.refused(parsed.refusal());
        }
        if (!new String(parsed.orThrow().body().head(MOST_SPACE), StandardCharsets.ISO_8859_1).isBlank()) {
            return Outcome.refused(
                    RefusalCode.BAD_INPUT,
                    "A certs-only message has no text, and this one has: sign it, which sends your certificates too.");
        }
        ProtectedHeader fields = ProtectedHeader.of(parsed.orThrow().header(), HeaderPolicy.OFF, false);
        return Outcome.ok(cms(SmimeType.CERTS_ONLY, certificates(signers), true).within(fields.outside()));
    }

    private WrittenEntity layers(WrittenEntity content, Wrapping wrapping, boolean mail) throws IOException {
        WrittenEntity entity = content;
        boolean encrypts = wrapping.encryption().isPresent();
        if (wrapping.compress()) {
            entity = cms(SmimeType.COMPRESSED_DATA, Compression.compress(entity), mail);
        }
        if (wrapping.signers().isPresent()) {
            Signing signing = wrapping.signers().get().at(now);
            entity = signed(entity, signing, wrapping.attributes(), mail, mail && wrapping.clear() && !encrypts);
        }
        if (encrypts) {
            entity = encrypted(entity, wrapping.encryption().get(), mail);
            if (wrapping.triple()) {
                // Over the ciphertext as it is; what the innermost signature says besides is not said again.
                Signing signing = wrapping.signers().orElseThrow().at(now);
                entity = signed(entity, signing, List.of(), mail, mail && wrapping.clear());
            }
        }
        return entity;
    }

    private WrittenEntity signed(
            WrittenEntity entity, Signing signing, List<ExtraAttribute> attributes, boolean mail, boolean clear)
            throws IOException {
        if (!clear) {
            return cms(SmimeType.SIGNED_DATA, signing.attached(CmsType.DATA, entity, attributes), mail);
        }
        byte[] signature = signing.detached(CmsType.DATA, entity, attributes).toArray();
        return MultipartSigned.of(entity, signing.digests().get(0).micalg(), Bytes.of(signature), random);
    }

    private WrittenEntity encrypted(WrittenEntity entity, Wrapping.Encrypting order, boolean mail) throws IOException {
        return cms(
                order.cipher().isAuthenticated() ? SmimeType.AUTH_ENVELOPED_DATA : SmimeType.ENVELOPED_DATA,
                new Encryption(order.cipher(), order.transport(), random).encrypt(entity, order.recipients()),
                mail);
    }

    /**
     * A signed receipt as the body of a message.
     *
     * @param signed the SignedData around it, in DER
     * @param encryption of a receipt for a message that was encrypted: then the signature is made once more around the ciphertext, and
     *     says what is in it (RFC 2634 §2.4, §2.9)
     */
    public WrittenEntity receipt(SizedOctets signed, Signers signers, Optional<Wrapping.Encrypting> encryption)
            throws IOException {
        WrittenEntity receipt = cms(SmimeType.SIGNED_RECEIPT, signed, true);
        return encryption.isEmpty()
                ? receipt
                : signed(
                        encrypted(receipt, encryption.get(), true),
                        signers.at(now),
                        List.of(hint(CmsType.RECEIPT)),
                        true,
                        true);
    }

    /** Without the description, which nobody shows. */
    private static ExtraAttribute hint(CmsType content) {
        return new ExtraAttribute(Oids.CONTENT_HINT, new DERSequence(new ASN1ObjectIdentifier(content.oid())));
    }

    private static WrittenEntity cms(SmimeType type, SizedOctets octets, boolean mail) {
        Written written = Written.of(octets);
        return mail ? CmsEntity.base64(type, written) : CmsEntity.binary(type, written);
    }
}

package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signet.crypto.smime.cms.BrokenContent;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.CompressedData;
import org.signet.crypto.smime.cms.ContentInfo;
import org.signet.crypto.smime.cms.Decryption;
import org.signet.crypto.smime.cms.EnvelopedData;
import org.signet.crypto.smime.cms.MalformedCms;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.smime.cms.SignedData;
import org.signet.crypto.smime.mime.BodyPart;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.mime.Multipart;
import org.signet.crypto.smime.mime.SmimeType;
import org.signet.crypto.smime.report.Layer;
import org.signet.crypto.smime.report.Layer.Opening;
import org.signet.crypto.smime.report.Part;
import org.signet.crypto.smime.report.SecurityReport;
import org.signet.crypto.smime.report.Warning;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/** The way from the outside of one message to its content. */
final class Walk {
    /** RFC 8551 §3.7 asks for any depth, within one's means. */
    private static final int MAX_DEPTH = 20;
    /** Several recipients may be called the same, and each is tried on the whole content. */
    private static final int MOST_TRIES = 5;

    private final TrustBase trust;
    private final List<Identity> identities;
    private final SecureRandom random;
    private final Spool spool;
    private final Optional<HeaderBlock> header;

    private final List<Layer> layers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Set<Warning> notes = new LinkedHashSet<>();
    private final Set<Certificate> seen = new LinkedHashSet<>();
    private Payload payload;
    private boolean reached;

    Walk(TrustBase trust, List<Identity> identities, SecureRandom random, Spool spool, Optional<HeaderBlock> header) {
        this.trust = trust;
        this.identities = identities;
        this.random = random;
        this.spool = spool;
        this.header = header;
    }

    Opened opened() {
        Headers headers = new Headers(header, payload, layers);
        List<Layer> judged = new Senders(headers, notes::add).of(layers);
        new SigningTimes(headers, trust.now(), notes::add).check(judged);
        SecurityReport report = new SecurityReport(
                header.isPresent(),
                judged,
                headers.reports(judged, notes::add),
                parts,
                List.copyOf(notes),
                trust.now());
        return new Opened(report, payload, reached, List.copyOf(seen));
    }

    private void note(String code, String text) {
        notes.add(new Warning(code, text));
    }

    /** A MIME entity: a layer, or the content. */
    void entity(Entity entity) throws IOException {
        payload = Payload.of(entity);
        Optional<SmimeType> type = SmimeType.of(entity);
        if (type.isEmpty()) {
            content(entity);
        } else if (type.get() == SmimeType.MULTIPART_SIGNED) {
            multipartSigned(entity);
        } else if (type.get() == SmimeType.DETACHED_SIGNATURE) {
            layers.add(new Layer.Unreadable("a signature", "It stands alone, without the content that it signs."));
        } else {
            cms(
                    spool.near(CmsOctets.of(entity.content())),
                    Optional.empty(),
                    entity.mediaType().essence());
        }
    }

    /** What the layers protect. */
    private void content(Entity entity) throws IOException {
        reached = true;
        boolean covered = layers.stream().anyMatch(layer -> !(layer instanceof Layer.Compressed));
        Optional<Entity> wrapped =
                covered && header.isPresent() ? WrappedMessage.in(entity, header.get()) : Optional.empty();
        payload = wrapped.map(Payload::unwrapped).orElse(payload);
        new PartTree(covered, parts, this::note).add(wrapped.orElse(entity), "1");
    }

    private void multipartSigned(Entity entity) throws IOException {
        Outcome<Multipart> split = entity.parts();
        List<BodyPart> found = split.fold(Multipart::parts, refusal -> List.of());
        if (found.size() < 2) {
            String why = split.fold(
                    all -> "It has not the two parts that it must have, the content and its signature.",
                    refusal -> refusal.detail());
            unreadable("multipart/signed", why);
            return;
        }
        boolean covers = found.size() == 2;
        noteOutside(covers, split.orThrow().epilogue().hasText());
        Outcome<Entity> signature = found.get(1).entity();
        if (!signature.isOk()) {
            unreadable("multipart/signed", signature.refusal().detail());
            return;
        }
        StoredOctets signed = found.get(0).octets();
        try {
            StoredOctets cms = spool.near(CmsOctets.of(signature.orThrow().content()));
            SignedData data = SignedData.read(cms);
            if (data.content().isPresent()) {
                // What it carries inside is not what is shown.
                note("content-twice", "The signature carries a content of its own, which is passed over.");
            }
            take(data);
            layers.add(new SignerJudgement(trust).of("multipart/signed", data, signed, covers));
        } catch (MalformedCms e) {
            unreadable("multipart/signed", e.getMessage());
            return;
        }
        descend(signed);
        beside(found.subList(2, found.size()));
    }

    private void noteOutside(boolean covers, boolean epilogue) {
        if (!covers) {
            note(
                    "parts-outside",
                    "Somebody added parts beside the one that is signed; the signature says nothing about them.");
        }
        if (epilogue) {
            note("text-outside", "There is text behind the parts, which no mail program shows and nobody signed.");
        }
    }

    /** What stands behind a signature. */
    private void beside(List<BodyPart> added) throws IOException {
        for (int i = 0; i < added.size(); i++) {
            Outcome<Entity> part = added.get(i).entity();
            if (part.isOk()) {
                new PartTree(false, parts, this::note).add(part.orThrow(), Integer.toString(i + 3));
            }
        }
    }

    private void unreadable(String form, String why) {
        layers.add(new Layer.Unreadable(form, why));
    }

    private void take(SignedData data) {
        seen.addAll(data.certificates());
        if (data.unreadable() > 0) {
            note("certificates-unreadable", data.unreadable() + " certificates that came along cannot be read.");
        }
    }

    /** A CMS object: a layer. */
    void cms(StoredOctets octets, Optional<StoredOctets> elsewhere, String form) throws IOException {
        payload = payload == null ? Payload.of(octets) : payload;
        try {
            Optional<CmsType> type = CmsType.ofOid(ContentInfo.type(octets));
            if (type.isEmpty()) {
                unreadable(form, "It is a kind of CMS object that is not known here.");
                return;
            }
            switch (type.get()) {
                case SIGNED_DATA -> signedData(octets, elsewhere);
                case ENVELOPED_DATA, AUTH_ENVELOPED_DATA -> enveloped(octets, type.get());
                case COMPRESSED_DATA -> compressed(octets);
                default -> unreadable(form, "It carries bare data, without any protection.");
            }
        } catch (MalformedCms e) {
            unreadable(form, e.getMessage());
        }
    }

    /** Once: each layer may grow a hundredfold, and so a few of them beyond any bound. */
    private void compressed(StoredOctets octets) throws IOException {
        if (layers.stream().anyMatch(Layer.Compressed.class::isInstance)) {
            unreadable("a further layer", "It is compressed more than once, so it was not unpacked.");
            return;
        }
        StoredOctets content = spool.settled(CompressedData.read(octets), header.isPresent());
        layers.add(new Layer.Compressed());
        descend(content);
    }

    private void signedData(StoredOctets octets, Optional<StoredOctets> elsewhere) throws IOException {
        SignedData data = SignedData.read(octets);
        take(data);
        if (data.isCertsOnly() && data.content().isEmpty()) {
            layers.add(new Layer.Certificates(data.certificates(), data.crls().size()));
            return;
        }
        Optional<StoredOctets> content = data.content().or(() -> elsewhere);
        if (content.isEmpty()) {
            unreadable(
                    "a signature", "It does not hold the content that it signs; give that too, with --content FILE.");
            return;
        }
        String form = data.contentType().equals(CmsType.RECEIPT.oid()) ? Layer.RECEIPT : "signed-data";
        layers.add(new SignerJudgement(trust).of(form, data, content.get(), true));
        if (form.equals(Layer.RECEIPT)) {
            payload = Payload.of(content.get());
            reached = true;
        } else {
            descend(spool.near(content.get()));
        }
    }

    private void enveloped(StoredOctets octets, CmsType type) throws IOException {
        EnvelopedData envelope = EnvelopedData.read(octets, type);
        Decryption decryption = Decryption.of(envelope);
        Optional<Certificate> tried = Optional.empty();
        int tries = 0;
        for (Identity identity : identities) {
            for (Recipient recipient : envelope.recipients()) {
                if (recipient.fits(identity.certificate()) && tries++ < MOST_TRIES) {
                    if (opens(decryption, recipient, identity)) {
                        return;
                    }
                    tried = tried.or(() -> Optional.of(identity.certificate()));
                }
            }
        }
        layers.add(layer(decryption, tried.isEmpty() ? Opening.NO_KEY : Opening.BROKEN, tried));
    }

    private static Layer layer(Decryption decryption, Opening opening, Optional<Certificate> by) {
        EnvelopedData envelope = decryption.envelope();
        return new Layer.Encrypted(
                envelope.type(), decryption.cipher(), decryption.tagOctets() * 8, envelope.recipients(), opening, by);
    }

    private boolean opens(Decryption decryption, Recipient recipient, Identity identity) throws IOException {
        Optional<byte[]> key = decryption.contentKey(recipient, identity.key(), random);
        StoredOctets plaintext;
        try {
            plaintext = spool.settled(decryption.plaintext(key.orElseThrow(Decryption::broken)), header.isPresent());
        } catch (BrokenContent e) {
            return false;
        }
        layers.add(layer(decryption, Opening.OPENED, Optional.of(identity.certificate())));
        descend(plaintext);
        return true;
    }

    /** What a layer holds: a further one, or the content. */
    private void descend(StoredOctets octets) throws IOException {
        payload = Payload.of(octets);
        if (layers.size() >= MAX_DEPTH) {
            unreadable("a further layer", "There are more than " + MAX_DEPTH + " layers.");
            return;
        }
        Outcome<Entity> entity = Entity.parse(octets);
        if (entity.isOk() && entity.orThrow().header().isOfEntity(header.isPresent())) {
            entity(entity.orThrow());
        } else if (isCms(octets)) {
            cms(octets, Optional.empty(), "CMS");
        } else {
            reached = true;
        }
    }

    /** Old programs put one CMS object into another without MIME between them. */
    private static boolean isCms(StoredOctets octets) throws IOException {
        try {
            return CmsType.ofOid(ContentInfo.type(octets)).isPresent();
        } catch (MalformedCms another) {
            return false;
        }
    }
}

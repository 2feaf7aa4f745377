package org.signet.crypto.smime.reading;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.smime.cms.BrokenContent;
import org.signet.crypto.smime.cms.MalformedCms;
import org.signet.crypto.smime.mime.Entity;
import org.signet.crypto.smime.mime.HeaderBlock;
import org.signet.crypto.smime.report.Layer;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/** Reads a message or a file: opens its layers, checks them, and says what it found. Safe for use by several threads. */
public final class MessageReader {
    private final TrustBase trust;
    private final List<Identity> identities;
    private final SecureRandom random;
    private final Optional<Spool> spool;

    /** @param identities keys to decrypt with; what is decrypted is decrypted anew each time that it is opened */
    public MessageReader(TrustBase trust, List<Identity> identities, SecureRandom random) {
        this(trust, identities, random, Optional.empty());
    }

    private MessageReader(TrustBase trust, List<Identity> identities, SecureRandom random, Optional<Spool> spool) {
        this.trust = trust;
        this.identities = List.copyOf(identities);
        this.random = random;
        this.spool = spool;
    }

    /** One that keeps large contents there, and decrypts them once. */
    public MessageReader keepingIn(Spool spool) {
        return new MessageReader(trust, identities, random, Optional.of(spool));
    }

    /** Whether octets are a message with a header, not a file. */
    public static boolean isMessage(StoredOctets octets) {
        try {
            return HeaderBlock.isMessage(octets);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads a message (RFC 5322). Refused if its header cannot be read, or a cryptographic layer at its outside.
     *
     * @param octets must stay as they are while what was opened is in use
     */
    public Outcome<Opened> message(StoredOctets octets) {
        return read(() -> Entity.parse(octets).then(entity -> {
            Walk walk = new Walk(
                    trust, identities, random, spool.orElseGet(Spool::withoutFolder), Optional.of(entity.header()));
            return walk(walk, () -> walk.entity(entity));
        }));
    }

    /**
     * Reads a CMS object in DER, BER, PEM or base64.
     *
     * @param content what it is a signature of, if it lies elsewhere
     */
    public Outcome<Opened> file(StoredOctets octets, Optional<StoredOctets> content) {
        return read(() -> {
            Walk walk = new Walk(trust, identities, random, spool.orElseGet(Spool::withoutFolder), Optional.empty());
            StoredOctets cms = CmsOctets.of(octets);
            return walk(walk, () -> walk.cms(cms, content, "CMS"));
        });
    }

    private interface Reading {
        Outcome<Opened> read() throws IOException;
    }

    private interface Walking {
        void go() throws IOException;
    }

    private static Outcome<Opened> walk(Walk walk, Walking walking) {
        try {
            walking.go();
            Opened opened = walk.opened();
            return opened.report().layers().stream().findFirst().orElse(null) instanceof Layer.Unreadable first
                    ? Outcome.refused(
                            RefusalCode.BAD_INPUT, "This cannot be read as " + first.form() + ". " + first.why())
                    : Outcome.ok(opened);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Outcome<Opened> read(Reading reading) {
        try {
            return reading.read();
        } catch (MalformedCms | BrokenContent e) {
            return Outcome.refused(RefusalCode.BAD_INPUT, e.getMessage());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Unavailable unreadable(IOException e) {
        return new Unavailable("cannot read the input: " + e.getMessage(), e);
    }
}

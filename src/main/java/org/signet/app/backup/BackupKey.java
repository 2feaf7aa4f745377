package org.signet.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signet.crypto.keys.Passphrase;
import org.signet.crypto.smime.cms.BrokenContent;
import org.signet.crypto.smime.cms.CmsType;
import org.signet.crypto.smime.cms.Decryption;
import org.signet.crypto.smime.cms.EnvelopedData;
import org.signet.crypto.smime.cms.MalformedCms;
import org.signet.crypto.smime.cms.Recipient;
import org.signet.crypto.smime.reading.Identity;
import org.signet.crypto.smime.writing.SealedStream;
import org.signet.model.Outcome;
import org.signet.model.RefusalCode;
import org.signet.model.StoredOctets;
import org.signet.model.Unavailable;

/** What opens a backup. */
public interface BackupKey {

    /** The content key, if this opens it for that recipient. */
    Optional<byte[]> contentKey(Decryption decryption, Recipient recipient);

    /** What is said if it opens it for none. */
    String refusal();

    static BackupKey of(Passphrase passphrase) {
        return new BackupKey() {
            @Override
            public Optional<byte[]> contentKey(Decryption decryption, Recipient recipient) {
                return decryption.contentKey(recipient, passphrase);
            }

            @Override
            public String refusal() {
                return "That passphrase does not open it. If it was encrypted to a certificate, name the key with --p12.";
            }
        };
    }

    static BackupKey of(List<Identity> identities, SecureRandom random) {
        return new BackupKey() {
            @Override
            public Optional<byte[]> contentKey(Decryption decryption, Recipient recipient) {
                return identities.stream()
                        .filter(identity -> recipient.fits(identity.certificate()))
                        .flatMap(identity -> decryption.contentKey(recipient, identity.key(), random).stream())
                        .findFirst();
            }

            @Override
            public String refusal() {
                return "None of your keys opens it.";
            }
        };
    }

    /** What is inside a file, after all of it was read once and its tag was found right; nothing of it is given before. */
    default Outcome<StoredOctets> open(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return refused(RefusalCode.BAD_INPUT, file, "It cannot be read; check that it is there and readable.");
        }
        try {
            if (!endsAsWritten(file)) {
                return refused(RefusalCode.BAD_INPUT, file, "It is no backup, or it is cut off or damaged.");
            }
            EnvelopedData envelope = EnvelopedData.read(StoredOctets.of(file), CmsType.AUTH_ENVELOPED_DATA);
            Decryption decryption = Decryption.of(envelope);
            Optional<byte[]> key = envelope.recipients().stream()
                    .flatMap(recipient -> contentKey(decryption, recipient).stream())
                    .findFirst();
            if (key.isEmpty()) {
                return refused(RefusalCode.WRONG_PASSPHRASE, file, refusal());
            }
            StoredOctets inside = decryption.plaintext(key.get());
            try (InputStream all = inside.open()) {
                all.transferTo(OutputStream.nullOutputStream());
            }
            return Outcome.ok(inside);
        } catch (MalformedCms e) {
            return refused(
                    RefusalCode.BAD_INPUT, file, "It is no backup, or it is cut off or damaged. " + e.getMessage());
        } catch (BrokenContent e) {
            return refused(
                    RefusalCode.BAD_INPUT,
                    file,
                    "It was changed or damaged after it was made: its tag does not fit. Take another one.");
        } catch (IOException e) {
            throw new Unavailable("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Nothing that protects anything stands there, but a file that lost its last octets may have lost others. */
    private static boolean endsAsWritten(Path file) throws IOException {
        byte[] end = new byte[SealedStream.END];
        try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "r")) {
            octets.seek(Math.max(0, octets.length() - end.length));
            return octets.length() > end.length
                    && octets.read(end) == end.length
                    && Arrays.equals(end, new byte[end.length]);
        }
    }

    private static <T> Outcome<T> refused(RefusalCode code, Path file, String why) {
        return Outcome.refused(code, file + " is not restored, and nothing was done. " + why);
    }
}

package org.signet.ca.messaging;

import java.util.List;
import java.util.Locale;
import org.signet.crypto.smime.report.Verdicts;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Outcome;
import org.signet.model.StoredOctets;

/**
 * Port: an engine that signs, encrypts, decrypts and verifies for one user. It has that user's keys, or knows who has; the built-in one
 * is {@link BuiltInEngine}, others may be commands of the company's own. What it returns may be read until it is closed.
 */
public interface MessageEngine extends AutoCloseable {

    /** What is done. */
    enum Operation {
        SIGN,
        ENCRYPT,
        DECRYPT,
        VERIFY;

        /** As configuration spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** To what it is done. */
    enum Form {
        /** A message with a header (RFC 5322), in and out. */
        MAIL,
        /** Any octets in, a CMS object in DER out; or back. */
        FILE;

        /** As commands are told it: {@code mail}, {@code file}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it says that it can do; nothing else is asked of it. */
    boolean can(Operation operation, Form form);

    /** Signs: a message so that any program shows it, a file with the file inside. */
    Outcome<StoredOctets> sign(StoredOctets input, Form form);

    /** Encrypts to these certificates, which were checked before, signed inside if the engine has a key to sign with. */
    Outcome<StoredOctets> encrypt(StoredOctets input, Form form, List<Certificate> recipients);

    /** The content, if one of the user's keys opens it and nothing in it was changed; refused otherwise. */
    Outcome<StoredOctets> decrypt(StoredOctets input, Form form);

    /** The four verdicts; refused if it cannot be read. */
    Outcome<Verdicts> verify(StoredOctets input, Form form);

    @Override
    void close();
}

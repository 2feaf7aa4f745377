package org.signet.ca.directory.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.signet.ca.directory.Entry;
import org.signet.ca.directory.Entry.Usable;
import org.signet.crypto.x509.Certificate;

/** A file about many people, made one by one: what goes before them, each of them, what goes behind. */
public interface Export {
    /** Of one person: directories that copy these drop whoever has more. */
    int MOST_VALUES = 15;

    /** Before the first. */
    void begin();

    /** Somebody; without certificates if the directory tells of none any more. */
    void add(Entry entry);

    /** After the last. */
    void end();

    /** The certificates that go out, best first, each by that form. */
    static <T> List<T> values(Entry entry, Function<Usable, T> form) {
        return entry.certificates().stream().limit(MOST_VALUES).map(form).toList();
    }

    /** The CAs above a certificate, itself first. */
    interface Chains extends Function<Usable, List<Certificate>> {}

    /** Lines of a file, whose end is CRLF for programs of Windows. */
    record Lines(Appendable out, String end) {
        void line(String text) {
            try {
                out.append(text).append(end);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.signet.crypto.smime.report;

import java.util.List;

/**
 * Something that a reader should know.
 *
 * @param code stable name, for scripts and catalogues
 * @param text one English sentence or two; may hold text of the message: escape it wherever it is shown
 * @param facts what stands in the places {@code {0}}, {@code {1}} of a catalogue's sentence; hostile as the text is
 */
public record Warning(String code, String text, List<String> facts) {
    public Warning {
        facts = List.copyOf(facts);
    }

    public Warning(String code, String text, String... facts) {
        this(code, text, List.of(facts));
    }
}

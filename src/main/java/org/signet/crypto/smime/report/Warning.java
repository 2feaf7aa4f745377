package org.signet.crypto.smime.report;

/**
 * Something that a reader should know.
 *
 * @param code stable name, for scripts and catalogues
 * @param text one sentence or two; may hold text of the message: escape it wherever it is shown
 */
public record Warning(String code, String text) {}

package org.signet.crypto.smime.report;

/**
 * A part of a message.
 *
 * @param path its place, as in IMAP: {@code 1.2} is the second part of the first
 * @param mediaType as it says; hostile text
 * @param covered whether it lies within what the message's protection covers
 * @param errant the form of the cryptographic layer that it is, deeper than where those of a message stand; empty if it is none
 */
public record Part(String path, String mediaType, boolean covered, String errant) {}

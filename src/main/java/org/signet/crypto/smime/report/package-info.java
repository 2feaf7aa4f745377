/**
 * What a message's or file's protection is worth, layer by layer, as values. Knows how verdicts follow from checks; nothing of how the
 * checks are made, and of how they are shown.
 */
package org.signet.crypto.smime.report;

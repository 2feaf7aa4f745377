/**
 * Signed receipts (RFC 2634 §2): what asks for one, whether one is due, what one is, and whether one belongs to what was sent. Knows messages
 * that were read, and signatures; nothing of who is asked whether to send one.
 */
package org.signet.crypto.smime.receipt;

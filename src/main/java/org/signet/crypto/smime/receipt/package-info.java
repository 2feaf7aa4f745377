/**
 * Signed receipts (RFC 2634 §2): what asks for one, what one is, and whether one belongs to what was sent. Knows signatures; nothing of who is
 * asked whether to send one.
 */
package org.signet.crypto.smime.receipt;

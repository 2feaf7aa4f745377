/**
 * Cryptographic messages (RFC 5652, RFC 5083, RFC 3274), read from and written to streams. Knows the structures and what their
 * keys and digests say of them; nothing of MIME, of addresses, and of whom to trust.
 */
package org.signet.crypto.smime.cms;

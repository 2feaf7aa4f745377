/**
 * Makes cryptographic messages in DER (RFC 5652, RFC 5083, RFC 3274), as they are written out. Knows the structures and the algorithms
 * that others read; nothing of MIME, of addresses, and of whom to trust.
 */
package org.signet.crypto.smime.writing;

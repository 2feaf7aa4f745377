/**
 * Reads messages and files layer by layer (RFC 8551 §3, RFC 8550) and judges them. Knows MIME, CMS and whom to trust; nothing of where the
 * octets come from and where the report goes.
 */
package org.signet.crypto.smime.reading;

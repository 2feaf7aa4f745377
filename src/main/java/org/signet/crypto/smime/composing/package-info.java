/**
 * Composes protected messages and files (RFC 8551 §3, RFC 9788 §5): which layer goes round which, and what of the header is copied inside. Knows
 * MIME and how CMS is made; nothing of where certificates come from.
 */
package org.signet.crypto.smime.composing;

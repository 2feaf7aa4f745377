/**
 * MIME as it goes out: the canonical form of what is signed, the entities that carry CMS, and the message around them. Each is
 * pushed to a stream and knows its length before, so none is held in memory. Must not know CMS, keys or certificates: what it
 * wraps is octets.
 */
package org.signet.crypto.smime.mime.writing;

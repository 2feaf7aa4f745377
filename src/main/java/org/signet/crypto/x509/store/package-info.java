/** The keys by which a store of certificates is asked (RFC 4387 §2.2). Looks nothing up. */
package org.signet.crypto.x509.store;

/**
 * DER by hand (X.690), where the library's objects cost more than a signature or would hold a whole CRL. Knows elements, lengths and
 * moments; nothing of what they stand for.
 */
package org.signet.crypto.x509.der;

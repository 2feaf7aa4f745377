/**
 * What became of a certificate after it was issued, by the word of CRLs and OCSP answers: read, judged (RFC 5280 §6.3, RFC 6960)
 * and told with their evidence. Opens no connection: what is to be fetched is asked of a port.
 */
package org.signet.crypto.x509.revocation;

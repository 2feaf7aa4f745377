/**
 * The Online Certificate Status Protocol as values (RFC 6960, RFC 9919, RFC 9654): requests and responses, for those who
 * answer and for those who ask. Writes, reads and checks bytes; knows no records, no keys and no network.
 */
package org.signet.crypto.x509.ocsp;

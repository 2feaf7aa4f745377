/**
 * What a key says of itself by its signature, in the form of a PKCS#10 request, so that any program can make it. Knows nothing of
 * certificates and of what follows.
 */
package org.signet.crypto.x509.possession;

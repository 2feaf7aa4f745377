/** Real peers: OpenSSL, NSS, gpgsm and the packaged program itself, started as a user starts it. */
package org.signet.interop;

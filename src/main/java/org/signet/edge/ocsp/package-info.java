/**
 * The door through which programs ask for the status of certificates: OCSP over HTTP (RFC 6960 appendix A, RFC 9919). Takes
 * requests out of their wrappings and puts answers into theirs; what is answered is decided in {@code ca.revocation}.
 */
package org.signet.edge.ocsp;

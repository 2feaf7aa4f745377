/** Certificates and CRLs by what they say (RFC 4387). Reads the protocol and writes its answers; what is told is the directory's to decide. */
package org.signet.edge.certstore;

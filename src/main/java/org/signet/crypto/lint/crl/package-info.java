/**
 * Rules that a certificate revocation list must obey, one a file, each with the requirement it comes from. Rules on the frame
 * look at it once; rules on entries are shown each entry in one common pass, since there may be very many.
 */
package org.signet.crypto.lint.crl;

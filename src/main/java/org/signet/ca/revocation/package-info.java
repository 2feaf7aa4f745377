/**
 * Taking certificates back, every way of it, and telling what became of them by CRLs and OCSP. The only place where a CRL gets
 * its number, and a CRL or an OCSP answer its signature. Knows no HTTP and no wording.
 */
package org.signet.ca.revocation;

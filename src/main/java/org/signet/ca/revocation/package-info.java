/**
 * Taking certificates back: revocation, and the CRLs that tell of it. The only place where a CRL gets its number and its
 * signature.
 */
package org.signet.ca.revocation;

/** Hands the root and intermediate certificates to devices, one platform a file. */
package org.signet.ca.trust;

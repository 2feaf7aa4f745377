/**
 * What people show besides a password, or in place of it: codes of an app, recovery codes, passkeys; and what the first of two
 * steps came to. Knows accounts by their names only.
 */
package org.signet.ca.access.factor;

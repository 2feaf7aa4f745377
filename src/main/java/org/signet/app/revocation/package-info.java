/**
 * Wires the ways to revoke: by an officer, by mailed link, by the key, by a program's token. Knows the stores, and nothing of who
 * calls.
 */
package org.signet.app.revocation;

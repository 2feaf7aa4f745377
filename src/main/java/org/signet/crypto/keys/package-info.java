/**
 * Holds and uses private keys and passwords: PKCS#12 key files, signing keys, password hashes, one-time secrets, hash
 * chains. Keys and passphrases are closed after use; no secret is printed.
 */
package org.signet.crypto.keys;

/**
 * Holds and uses private keys and passwords: PKCS#12 key files, signing keys, password hashes, one-time secrets, hash
 * chains. Every secret here is closeable and wiped; none is printed.
 */
package org.signet.crypto.keys;

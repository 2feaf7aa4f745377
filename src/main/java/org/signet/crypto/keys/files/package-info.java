/**
 * Files that come whole or not at all: private ones, which their owner alone may read, and those for all. Knows nothing of what is
 * in them.
 */
package org.signet.crypto.keys.files;

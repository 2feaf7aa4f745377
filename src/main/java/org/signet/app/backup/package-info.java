/**
 * A CA in one encrypted file, and back: beside a running server, from and to either engine. Knows the folder's parts and what must be true of what was
 * restored, nothing of rows.
 */
package org.signet.app.backup;

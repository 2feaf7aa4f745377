/**
 * Rules that a certificate must obey, one a file, each with the requirement it comes from. A rule looks at content alone:
 * it neither fetches nor stores.
 */
package org.signet.crypto.lint;

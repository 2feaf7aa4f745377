/**
 * Whoever reads a mailbox, without an account: signed in by a mailed link, for what names that mailbox and for nothing else.
 */
package org.signet.ca.access.holder;

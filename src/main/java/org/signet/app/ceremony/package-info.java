/**
 * What changes the hierarchy while a root's key is here, with a protocol of it: new CAs, rollovers, CAs from elsewhere, revoked
 * ones. Decides nothing that {@code ca.authority} decides.
 */
package org.signet.app.ceremony;

/**
 * Pages by which certificates end: an officer's, a holder's behind a mailed link, and the one for whoever has a key. Decides nothing
 * and knows no other page but the frame around all.
 */
package org.signet.edge.web.revocation;

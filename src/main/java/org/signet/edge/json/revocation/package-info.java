/** The part of the API that revokes: for programs with a token, and for whoever has a key. Decides nothing. */
package org.signet.edge.json.revocation;

/** The overview of the administration: what waits for whoever is signed in. */
package org.signet.edge.web.start;

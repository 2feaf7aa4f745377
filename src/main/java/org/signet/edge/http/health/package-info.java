/** What load balancers and monitoring ask of a node: whether it lives, whether it takes work, whether all is well. Decides nothing. */
package org.signet.edge.http.health;

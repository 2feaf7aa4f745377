/** How often one caller may come: counted by each node, and among all nodes where it matters. Knows callers as texts, and no door. */
package org.signet.edge.http.limit;

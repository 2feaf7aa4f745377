/** What the nodes on one database tell each other of callers who come often. */
package org.signet.edge.store.limit;

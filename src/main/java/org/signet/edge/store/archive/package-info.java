/** Certificates on their way out of the tables, and what is kept of those that left. */
package org.signet.edge.store.archive;

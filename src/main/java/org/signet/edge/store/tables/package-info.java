/** Whole tables, row by row: read as they are at one moment, put into an empty database, copied from one engine to the other. Knows no table's meaning. */
package org.signet.edge.store.tables;

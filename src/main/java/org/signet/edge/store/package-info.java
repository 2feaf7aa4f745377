/**
 * Keeps the records: implements the core's ports in SQL. The only place that knows the database; decides nothing.
 */
package org.signet.edge.store;

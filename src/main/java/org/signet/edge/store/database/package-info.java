/**
 * The embedded database: opening it, units of work that share a disk sync, and the audit log's tail that each of them ends with.
 * Knows no table but the audit log's.
 */
package org.signet.edge.store.database;

/** Dual control and the standing of accounts in SQL. */
package org.signet.edge.store.control;

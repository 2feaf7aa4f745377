/** Second factors and the steps of signing in, in SQL. */
package org.signet.edge.store.factor;

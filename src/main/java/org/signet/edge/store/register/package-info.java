/** The records as officers leaf through them, in SQL. Each statement goes along one index and stops at its limit. */
package org.signet.edge.store.register;

/** Sessions of readers of mailboxes, in SQL. */
package org.signet.edge.store.holder;

/** Tables of people to invite, in SQL. */
package org.signet.edge.store.invitation;

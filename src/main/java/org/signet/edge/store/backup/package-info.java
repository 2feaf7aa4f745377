/** What tables tell for a backup, and what is changed in those that were restored from one. */
package org.signet.edge.store.backup;

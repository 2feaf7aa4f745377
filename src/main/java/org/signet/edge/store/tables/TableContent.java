package org.signet.edge.store.tables;

import org.signet.model.Bytes;

/**
 * What a table holds.
 *
 * @param sum of its rows' hashes, in any order
 */
public record TableContent(String table, long rows, Bytes sum) {}

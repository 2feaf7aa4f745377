/**
 * The JSON that Signet speaks: how it is read and written, the shapes of its values, and the doors of {@code /api/v1}.
 * Decides nothing; each door parses, calls the core and words the answer.
 */
package org.signet.edge.json;

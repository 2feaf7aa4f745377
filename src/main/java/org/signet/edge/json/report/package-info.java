/** What commands tell with {@code --json}: names and forms that do not change between versions. Knows no HTTP. */
package org.signet.edge.json.report;

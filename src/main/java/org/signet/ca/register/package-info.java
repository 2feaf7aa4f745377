/**
 * What officers look up in the records: certificates and people by what they are, a page at a time, and how many in which week. Reads only, and no
 * more at once than a page needs, however long the records are. Knows nothing of how they come about.
 */
package org.signet.ca.register;

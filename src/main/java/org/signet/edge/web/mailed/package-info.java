/** Forms that ask for an address, to mail something to it. They do not know what is mailed. */
package org.signet.edge.web.mailed;

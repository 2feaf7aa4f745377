/** The pages of whoever reads a mailbox: what names it, and what can be done with that. */
package org.signet.edge.web.holder;

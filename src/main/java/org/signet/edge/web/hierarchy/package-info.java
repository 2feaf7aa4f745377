/** The CAs: how they stand to each other, drawn and told, with their certificates and lists. */
package org.signet.edge.web.hierarchy;

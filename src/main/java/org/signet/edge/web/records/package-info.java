/** The records of certificates and people as officers look them up: lists with filters that are links, one certificate, one person, what ends soon. */
package org.signet.edge.web.records;

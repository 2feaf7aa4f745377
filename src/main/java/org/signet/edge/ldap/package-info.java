/**
 * The directory for mail programs' address books: LDAPv3 (RFC 4511), read-only, answered from {@link org.signet.ca.directory.Directory}. It
 * decides nothing about certificates; what a filter asks for is translated into look-ups, and what cannot be is refused.
 */
package org.signet.edge.ldap;

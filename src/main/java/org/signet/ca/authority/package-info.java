/**
 * The act of certifying: issuers, and the one path prepare → lint → sign → record that every certificate takes. Knows how
 * to certify, not who asked or why.
 */
package org.signet.ca.authority;

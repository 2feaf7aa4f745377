/**
 * What happened, for ever: the hash-chained log, and the unit of work in which a change and its entry are stored together.
 * Knows no other part of the CA.
 */
package org.signet.ca.audit;

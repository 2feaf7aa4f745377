/**
 * Who looks after the accounts, and what needs two administrators: the proposal, the voices, the agreement that is used once. Knows what
 * is to be done by its words alone; doing it is left to others.
 */
package org.signet.ca.access.control;

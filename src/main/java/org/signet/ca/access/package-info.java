/**
 * Who people are and what they may do: persons and their proven addresses, accounts of the front end and their sessions,
 * and the queue of mail to them. Issues nothing.
 */
package org.signet.ca.access;

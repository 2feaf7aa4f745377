/**
 * What kinds of certificates there are and what each says, after the S/MIME Baseline Requirements §7.1 with our own
 * policy arc. Turns a subject and a key into a template; signs nothing.
 */
package org.signet.ca.profile;

/** Answers which certificate to encrypt to for an address. Shows listed people only; changes nothing. */
package org.signet.ca.directory;

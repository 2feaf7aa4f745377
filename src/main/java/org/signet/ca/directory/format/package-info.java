/**
 * The directory as files of other programs: vCards, LDIF, DNS records, scripts for address books. Every name is hostile text to the
 * program that will read it; each format has its own way to keep it text. Decides nothing about who is told what.
 */
package org.signet.ca.directory.format;

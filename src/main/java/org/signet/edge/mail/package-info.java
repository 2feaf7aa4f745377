/** Delivers queued mail by SMTP. Words and recipients come from the queue; decides nothing. */
package org.signet.edge.mail;

/** The mails in the words of the catalogues. Decides neither who gets one nor when. */
package org.signet.edge.web.letters;

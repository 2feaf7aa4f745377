/**
 * The pages: forms and links in, HTML out, in English and German. Decides nothing: every act is a call of the same methods
 * that the other doors call. Holds no private key and no passphrase; those stay in the reader's browser.
 */
package org.signet.edge.web;

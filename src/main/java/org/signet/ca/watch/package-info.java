/**
 * What the CA tells the people who run it: observations of the self-check, and the mails that tell of those that are not
 * good. Knows neither how a thing is looked at nor how a mail is worded.
 */
package org.signet.ca.watch;

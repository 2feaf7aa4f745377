/** What a certificate will be, before its key is known, for whoever decides on it. */
package org.signet.ca.enrollment.preview;

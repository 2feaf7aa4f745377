/** New keys on the word of the old one. */
package org.signet.ca.enrollment.renewal;

/** Puts together what devices are given to trust us by, and the message that shows whether they do. */
package org.signet.app.trust;

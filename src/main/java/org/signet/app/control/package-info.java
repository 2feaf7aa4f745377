/** Dual control and the care of accounts, wired, with what the configuration says put into the words that are agreed on. */
package org.signet.app.control;

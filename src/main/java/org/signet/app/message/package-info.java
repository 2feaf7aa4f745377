/** One opened message before its reader: in a browser on this machine, or in the terminal. Decides nothing about it. */
package org.signet.app.message;

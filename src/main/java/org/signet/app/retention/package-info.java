/** How long certificates that ended stay in the tables, and the files that they move to. */
package org.signet.app.retention;

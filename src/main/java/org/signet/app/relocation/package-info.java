/** The CA's tables on their way from the data folder to a database server. */
package org.signet.app.relocation;

/** How a line of the log looks. Named by logback.xml; the one place that knows Logback. */
package org.signet.app.log;

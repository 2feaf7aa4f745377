/** The configuration that the server runs by, to be read. It is changed in its file, by who may change the machine. */
package org.signet.edge.web.settings;

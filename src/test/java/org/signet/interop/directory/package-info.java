/** What the directory gives to programs of others, read by them. */
package org.signet.interop.directory;

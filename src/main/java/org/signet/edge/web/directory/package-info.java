/** The pages of the directory: who can be written to, and the partners whose CAs are believed. Decide nothing. */
package org.signet.edge.web.directory;

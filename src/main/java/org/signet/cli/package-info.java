/**
 * The command line, one class a verb: reads options and files, calls the CA, prints the answer. Exit codes: 0 done or yes,
 * 1 the answer is no, 2 wrong use or unreadable input, 3 the environment is broken.
 */
package org.signet.cli;

/**
 * Tables of people: read, certified or invited row by row, written to files, reported. Knows the core's services, and nothing
 * of how the rest is wired.
 */
package org.signet.app.bulk;

/**
 * A message with its seal and its padlock: what a report and a content look like to a person. Knows reports; decides nothing about what is
 * good.
 */
package org.signet.edge.web.message;

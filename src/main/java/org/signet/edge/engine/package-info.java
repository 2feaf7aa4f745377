/**
 * Engines that are other programs: octets on standard input, the result on standard output. Knows processes and their exit codes; decides
 * nothing about messages.
 */
package org.signet.edge.engine;

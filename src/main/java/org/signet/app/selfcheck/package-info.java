/**
 * The self-check: one thing that can go wrong a file, each with the sentence that tells what to do. Looks at what others
 * made and changes nothing; who is told of what it sees is {@code ca.watch}'s to decide.
 */
package org.signet.app.selfcheck;

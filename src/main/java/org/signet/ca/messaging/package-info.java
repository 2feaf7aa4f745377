/**
 * Messages to addresses: which certificates they are encrypted to, and which engine does the work. Knows the directory and the engine's
 * words; nothing of where either runs.
 */
package org.signet.ca.messaging;

package org.signet.ca.access.control;

import java.time.Instant;

/**
 * What an administrator said to a proposal, once.
 *
 * @param comment empty without one
 */
public record Voice(String user, boolean agrees, String comment, String origin, Instant at) {}

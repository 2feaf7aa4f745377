/**
 * Configuration, parsed once, and the wiring of the whole program by plain {@code new}. The only place that knows the
 * clock and the source of randomness.
 */
package org.signet.app;

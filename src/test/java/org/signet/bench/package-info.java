/** Measurements, run by hand: ratios of what Signet does to what the parts can do, side by side in one run. */
package org.signet.bench;

/**
 * Ring 0: the words of the trade, as records and enums that carry their own rules. Knows nothing but the JDK: no
 * algorithms, no storage, no protocol.
 */
package org.signet.model;

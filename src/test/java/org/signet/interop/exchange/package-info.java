/** Messages between programs of other makers, with certificates of ours. */
package org.signet.interop.exchange;

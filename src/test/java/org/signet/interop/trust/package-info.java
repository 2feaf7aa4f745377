/** Each trust kit in the hands of the program that it is for. */
package org.signet.interop.trust;

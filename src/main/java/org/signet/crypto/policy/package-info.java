/**
 * Which algorithms, sizes and dates are allowed for issuing and for reading, and which provider does each job. The only
 * place where an algorithm is named to the Java platform; everything else asks here.
 */
package org.signet.crypto.policy;

/** What our listeners speak by TLS. */
package org.signet.crypto.policy.tls;

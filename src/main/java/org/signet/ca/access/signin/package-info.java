/** How accounts sign in without a password, and how their holders set up what they sign in with. */
package org.signet.ca.access.signin;

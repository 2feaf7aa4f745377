/** Puts together how people sign in. */
package org.signet.app.access;

/** The pages by which people sign in, and show anew who they are. */
package org.signet.edge.web.signin;

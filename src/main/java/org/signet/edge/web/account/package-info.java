/** The pages on which somebody signed in sees to their own account. */
package org.signet.edge.web.account;

/** The pages on which administrators look after accounts and agree to what needs two of them. Decides neither. */
package org.signet.edge.web.control;

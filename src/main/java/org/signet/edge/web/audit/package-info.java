/** The audit log as people read it: in plain words, narrowed by links, with what is known of its chain. */
package org.signet.edge.web.audit;

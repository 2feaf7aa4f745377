/** Invitations by the table: looked at first, sent when released, row by row. */
package org.signet.ca.enrollment.invitation;

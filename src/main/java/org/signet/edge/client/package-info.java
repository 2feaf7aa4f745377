/**
 * Speaks to another Signet over its JSON API, and leads a terminal's user through an enrolment there; asks the CRL servers and OCSP
 * responders that certificates name, those of others within limits. Knows neither database nor console: questions are asked through a
 * port.
 */
package org.signet.edge.client;

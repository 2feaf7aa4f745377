/** Figures drawn: what a picture's parts measure, so that a template only writes them down. Knows numbers and days, no requests. */
package org.signet.edge.web.chart;

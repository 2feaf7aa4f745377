/**
 * The HTTP server that every door is hung into: listeners, TLS, headers, limits, failures, and the files that certificates
 * point at. Knows no page and no API; decides nothing.
 */
package org.signet.edge.http;

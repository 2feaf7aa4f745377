/** The self-check's longest look: every URL in our certificates, fetched and judged as a client would. */
package org.signet.app.selfcheck.urls;

/** How people come to certificates, wired. */
package org.signet.app.enrollment;

/** The pages by which people come to certificates: those of whoever asks, and those of the officers who decide and invite. */
package org.signet.edge.web.enrollment;

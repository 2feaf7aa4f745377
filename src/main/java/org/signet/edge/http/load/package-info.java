/**
 * What comes to the server at once: how many connections and requests, and how slowly they may come. It knows requests as the server does, and no
 * door.
 */
package org.signet.edge.http.load;

/** The page that hands our CA to devices, recognises the visitor's, and lets people try whether theirs is ready. */
package org.signet.edge.web.trust;

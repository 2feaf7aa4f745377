/** WebAuthn as servers speak it: what browsers are asked for, and whether their answers hold. Decides nothing about accounts. */
package org.signet.edge.web.passkey;

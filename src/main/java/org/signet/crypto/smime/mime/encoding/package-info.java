/**
 * Transfer encodings and line ends (RFC 2045 §6, RFC 2046 §4.1.1) as views on octets, block by block. Knows octets only: no
 * header, no entity.
 */
package org.signet.crypto.smime.mime.encoding;

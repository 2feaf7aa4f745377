/**
 * MIME as it comes in: header blocks, entities, multiparts, transfer encodings, addresses, and which part of a message is
 * one of S/MIME's. Everything is a view on stored octets, so what a signature covers is exactly what was received, and a
 * message of any size takes the same memory. Lenient in what it reads, and never an exception because of it. Must not know
 * CMS, keys or certificates, nor judge what a message is worth.
 */
package org.signet.crypto.smime.mime;

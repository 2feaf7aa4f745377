/**
 * X.509 objects as values: certificates, requests, CRLs and the bundles they travel in. Writes and reads bytes; decides
 * nothing about who gets what, and holds no keys.
 */
package org.signet.crypto.x509;

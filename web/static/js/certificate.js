/**
 * The outer structure of a certificate (RFC 5280 §4.1): enough to order a chain and to find the
 * public key. Nothing is verified here.
 *
 * @module certificate
 */
import { toHex } from './bytes.js';
import { DerError, parse } from './der-reader.js';

/**
 * @param {Uint8Array} der  one certificate
 * @returns {{serialNumber: string, issuer: Uint8Array, subject: Uint8Array, subjectPublicKeyInfo: Uint8Array}}
 *     the serial number in hexadecimal as encoded (a leading 00 keeps it positive), and the DER of the other
 *     three (views of the input), to be compared octet by octet
 * @throws {import('./der-reader.js').DerError} if it is not a certificate
 */
export function readCertificate(der) {
  const [tbsCertificate] = parse(der).sequence(3);
  const all = tbsCertificate.sequence(6);
  const fields = all[0].isContext(0) ? all.slice(1) : all; // the version is absent in v1
  const [serialNumber, , issuer, , subject, subjectPublicKeyInfo] = fields;
  if (!subjectPublicKeyInfo) {
    throw new DerError('not a certificate');
  }
  return {
    serialNumber: toHex(serialNumber.integerOctets()),
    issuer: issuer.encoded,
    subject: subject.encoded,
    subjectPublicKeyInfo: subjectPublicKeyInfo.encoded,
  };
}

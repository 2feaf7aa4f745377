/**
 * The outer structure of a certificate (RFC 5280 §4.1): enough to order a chain, to find the public
 * key and to name a recipient. Nothing is verified here.
 *
 * @module certificate
 */
import { toHex } from './bytes.js';
import { DerError, parse } from './der-reader.js';

/**
 * @param {Uint8Array} der  one certificate
 * @returns {{serialNumber: string, serial: Uint8Array, issuer: Uint8Array, subject: Uint8Array,
 *     subjectPublicKeyInfo: Uint8Array, validity: Element, extensions: Element[]}}
 *     the serial number in hexadecimal as encoded (a leading 00 keeps it positive); the DER of it and of the next
 *     three (views of the input), to be compared octet by octet; the rest as it is, unread
 * @throws {import('./der-reader.js').DerError} if it is not a certificate
 */
export function readCertificate(der) {
  const [tbsCertificate] = parse(der).sequence(3);
  const all = tbsCertificate.sequence(6);
  const fields = all[0].isContext(0) ? all.slice(1) : all; // the version is absent in v1
  const [serialNumber, , issuer, validity, subject, subjectPublicKeyInfo, ...optional] = fields;
  if (!subjectPublicKeyInfo) {
    throw new DerError('not a certificate');
  }
  return {
    serialNumber: toHex(serialNumber.integerOctets()),
    serial: serialNumber.encoded,
    issuer: issuer.encoded,
    subject: subject.encoded,
    subjectPublicKeyInfo: subjectPublicKeyInfo.encoded,
    validity,
    extensions: optional.find((field) => field.isContext(3))?.explicit(3).sequence() ?? [],
  };
}

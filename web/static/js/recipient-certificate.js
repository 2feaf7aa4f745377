/**
 * Somebody's certificate as a sender needs it. The directory has checked its path and its revocation; looked at here is what would
 * make the file useless to its reader: the certificate's dates, what its key is for, and whose it is.
 *
 * @module recipient-certificate
 */
import { readCertificate } from './certificate.js';
import { DerError, parse } from './der-reader.js';
import { OID } from './oids.js';

/** Ours have below 2,000 octets; a post-quantum one of a partner's CA about 20,000. */
const MAX_OCTETS = 64 * 1024;
const MAX_NAMES = 100;
const CURVES = { [OID.secp256r1]: 'P-256', [OID.secp384r1]: 'P-384', [OID.secp521r1]: 'P-521' };
/** Bits of the first octet of KeyUsage (RFC 5280 §4.2.1.3): keyEncipherment (2) and keyAgreement (4). */
const BIT = { 'RSA-OAEP': 0x20, ECDH: 0x08 };
const BIT_STRING = 0x03;
/** Choices of GeneralName. */
const OTHER_NAME = 0;
const RFC822_NAME = 1;

/** Why nothing can be encrypted to it: `malformed`, `early`, `expired`, `use`, `kind` (of key), or `other` (person). */
export class RecipientError extends Error {
  constructor(reason) {
    super(reason);
    this.name = 'RecipientError';
    this.reason = reason;
  }
}

/**
 * @typedef {object} Recipient
 * @property {Uint8Array} issuer  DER of its name
 * @property {Uint8Array} serial  DER of the serial number
 * @property {Uint8Array} subjectPublicKeyInfo  DER
 * @property {{name: string, namedCurve?: string}} key  as WebCrypto calls it
 * @property {Date} notAfter  the last second in which it may be encrypted to
 */

/**
 * @param {Uint8Array} der  one certificate
 * @param {string} address  whom one wants to write to
 * @param {Date} now
 * @returns {Recipient}
 * @throws {RecipientError}
 */
export function readRecipient(der, address, now) {
  try {
    return read(der, address, now);
  } catch (error) {
    throw error instanceof DerError ? new RecipientError('malformed') : error;
  }
}

function read(der, address, now) {
  demand(der.length <= MAX_OCTETS, 'malformed');
  const { issuer, serial, subjectPublicKeyInfo, validity, extensions } = readCertificate(der);
  const [notBefore, notAfter] = validity.sequence(2).map((time) => time.time());
  demand(now >= notBefore, 'early');
  demand(now <= notAfter, 'expired');
  const key = keyKind(parse(subjectPublicKeyInfo).sequence(2)[0]);
  const usage = extension(extensions, OID.keyUsage);
  demand(!usage || (usage.tag === BIT_STRING && (usage.value[1] & BIT[key.name]) !== 0), 'use');
  demand(mailboxes(extension(extensions, OID.subjectAltName)).includes(comparable(address)), 'other');
  return { issuer, serial, subjectPublicKeyInfo, key, notAfter };
}

function keyKind(algorithmIdentifier) {
  const [identifier, parameters] = algorithmIdentifier.sequence(1);
  const oid = identifier.objectIdentifier();
  if (oid === OID.rsaEncryption) {
    return { name: 'RSA-OAEP' };
  }
  const namedCurve = oid === OID.idEcPublicKey && parameters ? CURVES[parameters.objectIdentifier()] : undefined;
  demand(namedCurve, 'kind');
  return { name: 'ECDH', namedCurve };
}

/** Its value, opened. An extension is extnID, critical (if it is) and extnValue. */
function extension(extensions, oid) {
  const found = extensions.find((each) => each.sequence(2)[0].objectIdentifier() === oid);
  return found && parse(found.children.at(-1).octetString());
}

function mailboxes(subjectAltName) {
  const names = subjectAltName?.sequence() ?? [];
  demand(names.length <= MAX_NAMES, 'malformed');
  return names.map(mailbox).filter(Boolean).map(comparable);
}

/** An rfc822Name, or an SmtpUTF8Mailbox (RFC 9598 §3); nothing for names of other kinds. */
function mailbox(name) {
  if (name.isContext(RFC822_NAME)) {
    return new TextDecoder().decode(name.value);
  }
  const [identifier, value] = name.isContext(OTHER_NAME) ? name.children : [];
  const isMailbox = value && identifier.objectIdentifier() === OID.onSmtpUtf8Mailbox;
  return isMailbox ? new TextDecoder().decode(value.explicit(0).value) : undefined;
}

/** In one case, and the domain as DNS asks for it. */
function comparable(address) {
  const at = address.lastIndexOf('@');
  const typed = `http://${address.slice(at + 1)}`;
  const domain = URL.canParse(typed) ? new URL(typed).hostname : '';
  return `${address.slice(0, at)}@${domain}`.normalize('NFC').toLowerCase();
}

function demand(condition, reason) {
  if (!condition) {
    throw new RecipientError(reason);
  }
}

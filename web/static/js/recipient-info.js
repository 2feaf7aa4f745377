/**
 * RecipientInfo (RFC 5652 §6.2): the content key for one recipient. To RSA keys by RSAES-OAEP with SHA-256 (RFC 3560, RFC 8551 §2.3),
 * to EC keys by Diffie-Hellman with a key of this file alone (RFC 5753 §3.1). WebCrypto has no PKCS#1 v1.5 encryption.
 *
 * @module recipient-info
 */
import { concat, wipe } from './bytes.js';
import { explicit, implicit, integer, nullValue, objectIdentifier, octetString, sequence } from './der.js';
import { OID } from './oids.js';

const AES_256_BITS = 256;

const SHA256 = sequence(objectIdentifier(OID.sha256), nullValue());
const AES_256_WRAP = sequence(objectIdentifier(OID.aes256Wrap));
/** RSAES-OAEP-params (RFC 4055 §4.1); the label is the default, none. */
const OAEP = sequence(
  objectIdentifier(OID.idRsaesOaep),
  sequence(explicit(0, SHA256), explicit(1, sequence(objectIdentifier(OID.idMgf1), SHA256))),
);
const ECDH = sequence(objectIdentifier(OID.dhSinglePassStdDhSha256Kdf), AES_256_WRAP);

/**
 * @param {import('./recipient-certificate.js').Recipient} recipient
 * @param {CryptoKey} contentKey  extractable, as it is wrapped; its octets never come into the page
 * @returns {Promise<Uint8Array>} DER
 */
export function recipientInfo(recipient, contentKey) {
  return recipient.key.name === 'ECDH' ? agreed(recipient, contentKey) : transported(recipient, contentKey);
}

function issuerAndSerialNumber({ issuer, serial }) {
  return sequence(issuer, serial);
}

/** KeyTransRecipientInfo. */
async function transported(recipient, contentKey) {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', recipient.subjectPublicKeyInfo, algorithm, false, ['wrapKey']);
  const encrypted = await crypto.subtle.wrapKey('raw', contentKey, key, algorithm);
  return sequence(integer(0), issuerAndSerialNumber(recipient), OAEP, octetString(new Uint8Array(encrypted)));
}

/** KeyAgreeRecipientInfo, with the ephemeral key in it: an OriginatorPublicKey is written as a SubjectPublicKeyInfo is. */
async function agreed(recipient, contentKey) {
  const { key: algorithm, subjectPublicKeyInfo } = recipient;
  const theirs = await crypto.subtle.importKey('spki', subjectPublicKeyInfo, algorithm, false, []);
  const ours = await crypto.subtle.generateKey(algorithm, false, ['deriveBits']);
  const wrapping = await wrappingKey(theirs, ours.privateKey);
  const wrapped = await crypto.subtle.wrapKey('raw', contentKey, wrapping, 'AES-KW');
  const originator = new Uint8Array(await crypto.subtle.exportKey('spki', ours.publicKey));
  return implicit(
    1,
    sequence(
      integer(3),
      explicit(0, implicit(1, originator)),
      ECDH,
      sequence(sequence(issuerAndSerialNumber(recipient), octetString(new Uint8Array(wrapped)))),
    ),
  );
}

/**
 * ANSI X9.63 (SEC 1 §3.6.1) over ECC-CMS-SharedInfo (RFC 5753 §7.2): one block of SHA-256 is the whole key.
 */
async function wrappingKey(theirs, ours) {
  const bits = Uint8Array.of(0, 0, AES_256_BITS >> 8, AES_256_BITS & 0xff);
  const sharedInfo = sequence(AES_256_WRAP, explicit(2, octetString(bits)));
  const secret = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours, null));
  const input = concat(secret, Uint8Array.of(0, 0, 0, 1), sharedInfo);
  const derived = await crypto.subtle.digest('SHA-256', input);
  try {
    return await crypto.subtle.importKey('raw', derived, 'AES-KW', false, ['wrapKey']);
  } finally {
    wipe(secret, input, derived);
  }
}

/**
 * Key pairs, made by WebCrypto in the page. The private key is extractable for one purpose: it
 * leaves the page only inside the person's PKCS#12 file, never towards the server.
 *
 * @module keys
 */
export { wipe } from './bytes.js';

/** 65537, the public exponent the server's certificate profile asks for. */
const F4 = Uint8Array.of(1, 0, 1);

const rsa = (modulusLength) => ({ name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: F4, hash: 'SHA-256' });
const ec = (namedCurve) => ({ name: 'ECDSA', namedCurve });

const GENERATION_PARAMETERS = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'ec-p256': ec('P-256'),
  'ec-p384': ec('P-384'),
};

/** The key types the page can make, as the server names them. */
export const KEY_TYPES = Object.freeze(Object.keys(GENERATION_PARAMETERS));

/**
 * Generates a key pair. RSA keys sign with RSASSA-PKCS1-v1_5 and SHA-256; the certificate decides
 * what else they may do. An RSA-4096 pair can take several seconds.
 *
 * @param {string} type  one of {@link KEY_TYPES}
 * @returns {Promise<CryptoKeyPair>} extractable, usages `sign` and `verify`
 * @throws {RangeError} for another type
 */
export async function generateKeyPair(type) {
  if (!KEY_TYPES.includes(type)) {
    throw new RangeError(`unknown key type: ${type}`);
  }
  return crypto.subtle.generateKey(GENERATION_PARAMETERS[type], true, ['sign', 'verify']);
}

/**
 * Exports a private key for the PKCS#12 writer. The caller owns the buffer and wipes it
 * (see {@link wipe}) as soon as the file is written.
 *
 * @param {CryptoKey} privateKey
 * @returns {Promise<Uint8Array>} DER of PrivateKeyInfo (PKCS#8, RFC 5208), not encrypted
 */
export async function exportPkcs8(privateKey) {
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
}

/**
 * @param {CryptoKey} publicKey
 * @returns {Promise<Uint8Array>} DER of SubjectPublicKeyInfo (RFC 5280 §4.1.2.7)
 */
export async function exportSpki(publicKey) {
  return new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
}

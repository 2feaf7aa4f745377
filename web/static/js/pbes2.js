/**
 * PBES2, the password-based encryption of RFC 8018 §6.2, with PBKDF2 and AES in CBC mode. The
 * passphrase is UTF-8. WebCrypto does all the work.
 *
 * @module pbes2
 */
import { randomBytes, wipe } from './bytes.js';
import * as der from './der.js';
import { OID } from './oids.js';
import { Pkcs12Error } from './pkcs12-error.js';

const BLOCK = 16;
const SALT_LENGTH = 16;

/** AES-192 is missing from Chromium, and no tool writes it unasked. */
const KEY_BITS = { [OID.aes128Cbc]: 128, [OID.aes256Cbc]: 256 };

const PRF_HASH = {
  [OID.hmacWithSHA1]: 'SHA-1',
  [OID.hmacWithSHA256]: 'SHA-256',
  [OID.hmacWithSHA384]: 'SHA-384',
  [OID.hmacWithSHA512]: 'SHA-512',
};

/** Inside PBKDF2 about as many iterations run in the time of one digest that is called from the page. */
const ITERATIONS_PER_DIGEST = 100;

/**
 * @param {number} iterations
 * @returns {number} the work of {@link encrypt}, counted in digests
 */
export function cost(iterations) {
  return iterations / ITERATIONS_PER_DIGEST;
}

/**
 * Encrypts with HMAC-SHA-256, a random salt of 16 octets, and AES-256.
 *
 * @param {Uint8Array} plaintext
 * @param {object} options
 * @param {string} options.passphrase
 * @param {number} options.iterations
 * @param {(digests: number) => void} options.onWork  told once, at the end
 * @returns {Promise<{algorithm: Uint8Array, ciphertext: Uint8Array}>} DER of AlgorithmIdentifier, and bare octets
 */
export async function encrypt(plaintext, { passphrase, iterations, onWork }) {
  const salt = randomBytes(SALT_LENGTH);
  const iv = randomBytes(BLOCK);
  const key = await deriveKey({ passphrase, salt, iterations, hash: 'SHA-256', bits: 256, usage: 'encrypt' });
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, plaintext);
  onWork(cost(iterations));
  return { algorithm: algorithmIdentifier(salt, iterations, iv), ciphertext: new Uint8Array(ciphertext) };
}

function algorithmIdentifier(salt, iterations, iv) {
  const prf = der.sequence(der.objectIdentifier(OID.hmacWithSHA256), der.nullValue());
  const pbkdf2Params = der.sequence(der.octetString(salt), der.integer(iterations), prf);
  const pbes2Params = der.sequence(
    der.sequence(der.objectIdentifier(OID.pbkdf2), pbkdf2Params),
    der.sequence(der.objectIdentifier(OID.aes256Cbc), der.octetString(iv)),
  );
  return der.sequence(der.objectIdentifier(OID.pbes2), pbes2Params);
}

/**
 * Decrypts, also with the other digests and AES-128.
 *
 * @param {Uint8Array} ciphertext
 * @param {object} options
 * @param {import('./der-reader.js').Element} options.parameters  PBES2-params
 * @param {string} options.passphrase
 * @param {(iterations: number) => void} options.charge  asked before the derivation; throws if it is too much
 * @returns {Promise<Uint8Array>} the plaintext; the caller wipes it
 * @throws {Pkcs12Error}
 * @throws {import('./der-reader.js').DerError}
 */
export async function decrypt(ciphertext, { parameters, passphrase, charge }) {
  const [keyDerivationFunc, encryptionScheme] = parameters.sequence(2);
  const derivation = pbkdf2Params(keyDerivationFunc);
  const { iv, bits } = aesParameters(encryptionScheme);
  if (iv.length !== BLOCK || ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
    throw new Pkcs12Error('malformed', 'impossible length');
  }
  charge(derivation.iterations);
  try {
    const key = await deriveKey({ ...derivation, passphrase, bits, usage: 'decrypt' });
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, ciphertext));
  } catch {
    // WebCrypto reports wrong padding as an OperationError without details.
    throw new Pkcs12Error('wrong-passphrase', 'decryption failed');
  }
}

/** RFC 8018 appendix A.2: salt, iterationCount, keyLength OPTIONAL, prf DEFAULT hmacWithSHA1. */
function pbkdf2Params(keyDerivationFunc) {
  const [oid, parameters] = keyDerivationFunc.sequence(2);
  if (oid.objectIdentifier() !== OID.pbkdf2) {
    throw new Pkcs12Error('unsupported', `key derivation ${oid.objectIdentifier()}`);
  }
  const [salt, iterations, ...optional] = parameters.sequence(2);
  const prf = optional.find((element) => element.tag === der.TAG.SEQUENCE);
  const prfOid = prf ? prf.sequence(1)[0].objectIdentifier() : OID.hmacWithSHA1;
  const hash = PRF_HASH[prfOid];
  if (!hash) {
    throw new Pkcs12Error('unsupported', `PRF ${prfOid}`);
  }
  return { salt: salt.octetString(), iterations: iterations.integer(), hash };
}

function aesParameters(encryptionScheme) {
  const [oid, iv] = encryptionScheme.sequence(1);
  const bits = KEY_BITS[oid.objectIdentifier()];
  if (!bits) {
    throw new Pkcs12Error('unsupported', `cipher ${oid.objectIdentifier()}`);
  }
  return { bits, iv: iv?.octetString() ?? new Uint8Array() };
}

async function deriveKey({ passphrase, salt, iterations, hash, bits, usage }) {
  const password = new TextEncoder().encode(passphrase);
  const source = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey']);
  wipe(password);
  const derivation = { name: 'PBKDF2', salt, iterations, hash };
  return crypto.subtle.deriveKey(derivation, source, { name: 'AES-CBC', length: bits }, false, [usage]);
}

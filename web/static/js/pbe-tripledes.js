/**
 * pbeWithSHAAnd3-KeyTripleDES-CBC, the password-based encryption of RFC 7292 appendix C: key and
 * initialization vector come from the KDF of PKCS#12 with SHA-1.
 *
 * @module pbe-tripledes
 */
import { randomBytes, wipe } from './bytes.js';
import * as der from './der.js';
import { OID } from './oids.js';
import { Pkcs12Error } from './pkcs12-error.js';
import { derivationCost, deriveBytes, PURPOSE } from './pkcs12-kdf.js';
import * as tripleDes from './tripledes.js';

const KEY_LENGTH = 24;
const BLOCK = 8;
const SALT_LENGTH = 8;

/**
 * @param {number} iterations
 * @returns {number} the work of {@link encrypt} and {@link decrypt}, counted in digests
 */
export function cost(iterations) {
  return derivationCost('SHA-1', iterations, KEY_LENGTH) + derivationCost('SHA-1', iterations, BLOCK);
}

/**
 * Encrypts with a random salt of 8 octets; one under which gpgsm 2.2 would derive another key, three in a hundred, is not taken.
 *
 * @param {Uint8Array} plaintext
 * @param {object} options
 * @param {string} options.passphrase
 * @param {number} options.iterations
 * @param {(digests: number) => void} options.onWork  told about digests as they are computed
 * @returns {Promise<{algorithm: Uint8Array, ciphertext: Uint8Array}>} DER of AlgorithmIdentifier, and bare octets
 */
export async function encrypt(plaintext, { passphrase, iterations, onWork }) {
  const { salt, key, iv } = await derivedAlike({ passphrase, iterations, onWork });
  const ciphertext = tripleDes.encrypt(key, iv, plaintext);
  wipe(key, iv);
  const pkcs12PbeParams = der.sequence(der.octetString(salt), der.integer(iterations));
  const algorithm = der.sequence(der.objectIdentifier(OID.pbeWithSHAAnd3KeyTripleDesCbc), pkcs12PbeParams);
  return { algorithm, ciphertext };
}

/**
 * Decrypts.
 *
 * @param {Uint8Array} ciphertext
 * @param {object} options
 * @param {import('./der-reader.js').Element} options.parameters  pkcs-12PbeParams
 * @param {string} options.passphrase
 * @param {(iterations: number) => void} options.charge  asked before the derivation; throws if it is too much
 * @returns {Promise<Uint8Array>} the plaintext; the caller wipes it
 * @throws {Pkcs12Error}
 * @throws {import('./der-reader.js').DerError}
 */
export async function decrypt(ciphertext, { parameters, passphrase, charge }) {
  const [saltElement, iterationsElement] = parameters.sequence(2);
  const salt = saltElement.octetString();
  const iterations = iterationsElement.integer();
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
    throw new Pkcs12Error('malformed', 'impossible length');
  }
  charge(cost(iterations));
  const { key, iv } = await deriveKeyAndIv({ passphrase, salt, iterations });
  try {
    return tripleDes.decrypt(key, iv, ciphertext);
  } catch {
    throw new Pkcs12Error('wrong-passphrase', 'decryption failed');
  } finally {
    wipe(key, iv);
  }
}

async function derivedAlike(options) {
  for (;;) {
    const salt = randomBytes(SALT_LENGTH);
    let short = false;
    const { key, iv } = await deriveKeyAndIv({ ...options, salt, onShortBlock: () => { short = true; } });
    if (!short) {
      return { salt, key, iv };
    }
    wipe(key, iv);
  }
}

async function deriveKeyAndIv(options) {
  const sha1 = { ...options, hash: 'SHA-1' };
  return {
    key: await deriveBytes({ ...sha1, purpose: PURPOSE.KEY, length: KEY_LENGTH }),
    iv: await deriveBytes({ ...sha1, purpose: PURPOSE.IV, length: BLOCK }),
  };
}

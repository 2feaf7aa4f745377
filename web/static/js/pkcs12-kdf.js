/**
 * The key derivation of PKCS#12 itself (RFC 7292 appendix B) and the integrity check built on it.
 *
 * @module pkcs12-kdf
 */
import { concat, wipe } from './bytes.js';
import { utf16be } from './der.js';

/** What a derived octet string is for: the ID octet of appendix B.3. */
export const PURPOSE = Object.freeze({ KEY: 1, IV: 2, MAC: 3 });

/** Output length u and block length v of the digests, in octets. */
const DIGESTS = {
  'SHA-1': { u: 20, v: 64 },
  'SHA-256': { u: 32, v: 64 },
  'SHA-384': { u: 48, v: 128 },
  'SHA-512': { u: 64, v: 128 },
};

/** Digests between two pauses: some milliseconds of work. */
const DIGESTS_PER_TURN = 256;

/**
 * The octets appendix B.1 makes of a passphrase: a BMPString and two zero octets.
 */
function bmpPassphrase(passphrase) {
  return concat(utf16be(passphrase), new Uint8Array(2));
}

/**
 * How many digests {@link deriveBytes} computes.
 *
 * @param {string} hash
 * @param {number} iterations
 * @param {number} length
 * @returns {number}
 */
export function derivationCost(hash, iterations, length) {
  return iterations * Math.ceil(length / DIGESTS[hash].u);
}

/**
 * Derives octets from a passphrase (appendix B.2). Every digest is a call to WebCrypto; the page
 * gets its turn in between.
 *
 * @param {object} options
 * @param {'SHA-1'|'SHA-256'|'SHA-384'|'SHA-512'} options.hash
 * @param {number} options.purpose  one of {@link PURPOSE}
 * @param {string} options.passphrase
 * @param {Uint8Array} options.salt
 * @param {number} options.iterations  at least 1
 * @param {number} options.length  octets wanted
 * @param {(digests: number) => void} [options.onWork]  told how many digests were computed since the last call
 * @param {() => void} [options.onShortBlock]  told if a block begins with a zero octet after an addition: gpgsm 2.2 forgets that
 *   octet, and derives another key
 * @returns {Promise<Uint8Array>} the caller wipes it
 */
export async function deriveBytes({ hash, purpose, passphrase, salt, iterations, length, onWork = () => {}, onShortBlock = () => {} }) {
  const { u, v } = DIGESTS[hash];
  const password = bmpPassphrase(passphrase);
  const diversifier = new Uint8Array(v).fill(purpose);
  const input = concat(repeatToBlocks(salt, v), repeatToBlocks(password, v));
  const output = new Uint8Array(Math.ceil(length / u) * u);
  for (let offset = 0; offset < output.length; offset += u) {
    const block = await iteratedDigest(hash, concat(diversifier, input), iterations, onWork);
    output.set(block, offset);
    if (offset + u < output.length) {
      addToEveryBlock(input, block, v, onShortBlock);
    }
    wipe(block);
  }
  wipe(password, input);
  return output.slice(0, length);
}

/** Copies of a string, the last cut off, that fill whole blocks of v octets (step 2 and 3). */
function repeatToBlocks(bytes, v) {
  const filled = new Uint8Array(Math.ceil(bytes.length / v) * v);
  return filled.map((_, i) => bytes[i % bytes.length]);
}

async function iteratedDigest(hash, start, iterations, onWork) {
  let digest = start;
  for (let done = 1; done <= iterations; done++) {
    const previous = digest;
    digest = new Uint8Array(await crypto.subtle.digest(hash, previous));
    wipe(previous);
    if (done % DIGESTS_PER_TURN === 0 || done === iterations) {
      onWork(((done - 1) % DIGESTS_PER_TURN) + 1);
      await nextTurn();
    }
  }
  return digest;
}

/** Lets the page draw and react. A message, unlike a timer, is not slowed down in a background tab. */
function nextTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Adds B + 1, where B is the digest repeated to v octets, to each block as a big-endian number (step 6C). */
function addToEveryBlock(input, digest, v, onShortBlock) {
  for (let start = 0; start < input.length; start += v) {
    let carry = 1;
    for (let i = v - 1; i >= 0; i--) {
      carry += input[start + i] + digest[i % digest.length];
      input[start + i] = carry & 0xff;
      carry >>= 8;
    }
    if (input[start] === 0) {
      onShortBlock();
    }
  }
}

/**
 * Computes the MAC of a PKCS#12 file: HMAC under a derived key as long as the digest (RFC 7292 §4,
 * appendix B.4).
 *
 * @param {object} options  as for {@link deriveBytes}, without purpose and length
 * @param {Uint8Array} content  the octets of the AuthenticatedSafe
 * @returns {Promise<Uint8Array>}
 */
export async function pkcs12Mac(options, content) {
  const { hash } = options;
  const keyBytes = await deriveBytes({ ...options, purpose: PURPOSE.MAC, length: DIGESTS[hash].u });
  const key = await crypto.subtle.importKey('raw', keyBytes, { name: 'HMAC', hash }, false, ['sign']);
  wipe(keyBytes);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
}

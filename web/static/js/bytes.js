/**
 * Octet strings: joining, comparing, printing and forgetting them.
 *
 * @module bytes
 */

/**
 * Joins octet strings.
 *
 * @param {...Uint8Array} parts
 * @returns {Uint8Array} a new array; the parts are copied
 */
export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * Compares two octet strings without stopping at the first difference, so that the time taken
 * tells nothing about where they differ. (Their lengths are not hidden.)
 *
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 * @returns {boolean}
 */
export function equalConstantTime(a, b) {
  if (a.length !== b.length) {
    return false;
  }
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    difference |= a[i] ^ b[i];
  }
  return difference === 0;
}

/**
 * Overwrites secrets with zeros. This is the most a page can do: copies made by the engine, and
 * every string, are beyond its reach, so secrets are kept in buffers and kept briefly.
 *
 * @param {...(ArrayBuffer|ArrayBufferView|null|undefined)} buffers  absent ones are skipped, for use in `finally`
 */
export function wipe(...buffers) {
  for (const buffer of buffers) {
    if (ArrayBuffer.isView(buffer)) {
      new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).fill(0);
    } else if (buffer) {
      new Uint8Array(buffer).fill(0);
    }
  }
}

/**
 * @param {number} length  at most 65,536
 * @returns {Uint8Array} octets from the browser's cryptographic random number generator
 */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} lower-case hexadecimal without separators
 */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

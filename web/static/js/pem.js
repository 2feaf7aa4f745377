/**
 * The textual encodings of RFC 7468 ("PEM"), for CERTIFICATE and CERTIFICATE REQUEST.
 *
 * @module pem
 */

/** Labels in use here (RFC 7468 §5 and §7). */
export const LABEL = Object.freeze({
  CERTIFICATE: 'CERTIFICATE',
  CERTIFICATE_REQUEST: 'CERTIFICATE REQUEST',
});

/** 48 octets fill a line of 64 base64 characters. */
const OCTETS_PER_LINE = 48;

/** The text is not PEM, or holds no block of the wanted label. */
export class PemError extends Error {
  /** @param {string} message  for developers; never shown to people */
  constructor(message) {
    super(message);
    this.name = 'PemError';
  }
}

/**
 * @param {string} label  one of {@link LABEL}
 * @param {Uint8Array} der
 * @returns {string} one block, lines of 64 columns, ended by a line feed
 */
export function encode(label, der) {
  const lines = [`-----BEGIN ${label}-----`];
  for (let offset = 0; offset < der.length; offset += OCTETS_PER_LINE) {
    lines.push(btoa(String.fromCharCode(...der.subarray(offset, offset + OCTETS_PER_LINE))));
  }
  lines.push(`-----END ${label}-----`, '');
  return lines.join('\n');
}

/**
 * Reads every block of one label, in order. Text around the blocks and blocks of other labels are
 * allowed and skipped (RFC 7468 §2 and §5.2); any line width and line ending will do.
 *
 * @param {string} text
 * @param {string} label  one of {@link LABEL}
 * @returns {Uint8Array[]} the DER of each block, at least one
 * @throws {PemError} if there is no such block, or one has no end or is not base64
 */
export function decode(text, label) {
  const [, ...blocks] = text.split(`-----BEGIN ${label}-----`);
  if (blocks.length === 0) {
    throw new PemError(`no ${label}`);
  }
  return blocks.map((block) => {
    const end = block.indexOf(`-----END ${label}-----`);
    if (end < 0) {
      throw new PemError(`${label} without end`);
    }
    return decodeBase64(block.slice(0, end));
  });
}

function decodeBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new PemError('not base64');
  }
}

/**
 * Why a PKCS#12 file, or a certificate beside it, cannot be used.
 *
 * @module pkcs12-error
 */

/**
 * - `malformed`: not the DER of a PKCS#12 file, or damaged;
 * - `wrong-passphrase`: the integrity check fails; a damaged file can look the same;
 * - `unsupported`: well-formed, but an algorithm or content this page does not handle;
 * - `too-large`: more octets, or more key derivation work, than this page accepts.
 *
 * @typedef {'malformed'|'wrong-passphrase'|'unsupported'|'too-large'} Pkcs12ErrorCode
 */

/** Thrown by everything that reads a file; the page has the words for each code. */
export class Pkcs12Error extends Error {
  /**
   * @param {Pkcs12ErrorCode} code
   * @param {string} detail  for developers; never shown to people
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.name = 'Pkcs12Error';
    /** @type {Pkcs12ErrorCode} */
    this.code = code;
  }
}

/**
 * Looks whether the file a person saved is the one that was made: it opens with the passphrase they
 * typed, and holds the key of the issued certificate.
 *
 * @module saved-file
 */
import { equalConstantTime, wipe } from './bytes.js';
import { matches, open, Pkcs12Error } from './pkcs12.js';

/**
 * @param {object} options
 * @param {File} options.file
 * @param {string} options.passphrase  as typed
 * @param {Uint8Array} options.certificate  DER of the issued certificate
 * @returns {Promise<string|null>} what is wrong: a `Pkcs12ErrorCode`, `other-certificate` or `other-key`; or null
 */
export async function checkSavedFile({ file, passphrase, certificate }) {
  let opened = null;
  try {
    opened = await open(new Uint8Array(await file.arrayBuffer()), passphrase);
    if (!opened.certificates.some((der) => equalConstantTime(der, certificate))) {
      return 'other-certificate';
    }
    return (await matches(opened.privateKeyPkcs8, certificate)) ? null : 'other-key';
  } catch (error) {
    return error instanceof Pkcs12Error ? error.code : 'malformed';
  } finally {
    if (opened) {
      wipe(opened.privateKeyPkcs8);
    }
  }
}

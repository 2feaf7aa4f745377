/**
 * Looks whether the files a person saved are those that were made: each opens with the passphrase they
 * typed, and together they hold the keys of the issued certificates.
 *
 * @module saved-file
 */
import { equalConstantTime, wipe } from './bytes.js';
import { matches, open, Pkcs12Error } from './pkcs12.js';

/**
 * @param {object} options
 * @param {File[]} options.files
 * @param {string} options.passphrase  as typed
 * @param {Uint8Array[]} options.certificates  DER of the issued certificates
 * @returns {Promise<string|null>} what is wrong: a `Pkcs12ErrorCode`, `other-certificate`, `other-key`, or
 *     `half` if another file with the other key is missing; or null
 */
export async function checkSavedFiles({ files, passphrase, certificates }) {
  const held = new Set();
  for (const file of files) {
    const problem = await checkOne(file, passphrase, certificates, held);
    if (problem) {
      return problem;
    }
  }
  return held.size === certificates.length ? null : 'half';
}

/** Adds what the file holds to `held`. */
async function checkOne(file, passphrase, certificates, held) {
  let opened = [];
  try {
    opened = await open(new Uint8Array(await file.arrayBuffer()), passphrase);
    for (const identity of opened) {
      const [leaf] = identity.certificates;
      const ours = leaf && certificates.find((der) => equalConstantTime(der, leaf));
      if (!ours) {
        return 'other-certificate';
      }
      if (!(await matches(identity.privateKeyPkcs8, ours))) {
        return 'other-key';
      }
      held.add(ours);
    }
    return null;
  } catch (error) {
    return error instanceof Pkcs12Error ? error.code : 'malformed';
  } finally {
    wipe(...opened.map(({ privateKeyPkcs8 }) => privateKeyPkcs8));
  }
}

/**
 * PKCS#12 files (RFC 7292): private keys and their certificate chains under one passphrase.
 *
 * There are two flavours, because no single one is read everywhere:
 *
 * - `modern`: PBES2 with AES-256 and HMAC-SHA-256 throughout. OpenSSL, Java, NSS (Thunderbird), Windows since
 *   10 1709 and Server 2019.
 * - `compatibility`: 3DES and SHA-1. Everything above, and macOS, older Windows and gpgsm 2.2.
 *
 * Neither is stronger than its passphrase: the MAC takes only 2,048 iterations, and who guesses will guess
 * there. That is why the page makes passphrases of 118 bits (see `passphrase.js`).
 *
 * @module pkcs12
 */
import { randomBytes, toHex } from './bytes.js';
import * as der from './der.js';
import { OID } from './oids.js';
import { isPrintableAscii } from './passphrase.js';
import * as pbeTripleDes from './pbe-tripledes.js';
import * as pbes2 from './pbes2.js';
import { pkcs12Mac } from './pkcs12-kdf.js';

export { matches } from './key-match.js';
export { Pkcs12Error } from './pkcs12-error.js';
export { open } from './pkcs12-reader.js';

/** What OpenSSL has always written; macOS is known to refuse a MAC with a salt of 16 octets. */
const MAC_SALT_LENGTH = 8;
const MAC_ITERATIONS = 2048;

/**
 * The key gets the iterations OWASP recommends for PBKDF2 with HMAC-SHA-256. The certificates are public; what
 * their encryption hides is only whose file this is, so they get the 10,000 that Java uses and the reader is not
 * made to wait twice.
 */
const FLAVOURS = {
  modern: {
    scheme: pbes2,
    keyIterations: 600_000,
    certificateIterations: 10_000,
    mac: { hash: 'SHA-256', oid: OID.sha256 },
  },
  compatibility: {
    scheme: pbeTripleDes,
    keyIterations: 2048,
    certificateIterations: 2048,
    mac: { hash: 'SHA-1', oid: OID.sha1 },
  },
};

/**
 * A key and what belongs to it.
 *
 * @typedef {object} Identity
 * @property {Uint8Array} privateKeyPkcs8  DER of PrivateKeyInfo; the caller wipes it
 * @property {Uint8Array[]} certificates  DER: the leaf, its issuers in order, the root if wanted
 * @property {string} friendlyName  what key stores show, for example name and address; they tell keys apart by it
 */

/**
 * Writes a file. Each key and its first certificate carry the friendlyName and the same localKeyID, the SHA-1
 * fingerprint of that certificate; whether the two belong together is not checked (see {@link matches}).
 *
 * @param {object} options
 * @param {'modern'|'compatibility'} options.flavour
 * @param {Identity[]} options.identities  at least one
 * @param {string} options.passphrase  printable ASCII, not empty
 * @param {(fraction: number) => void} [options.onProgress]  told 0 to 1 while keys are derived
 * @returns {Promise<Uint8Array>} DER of PFX
 * @throws {RangeError} for another flavour, an empty chain, or a passphrase other tools could not use
 */
export async function write({ flavour, identities, passphrase, onProgress = () => {} }) {
  checkArguments(flavour, identities, passphrase);
  const { scheme, keyIterations, certificateIterations, mac } = FLAVOURS[flavour];
  const total = identities.length * scheme.cost(keyIterations) + scheme.cost(certificateIterations) + MAC_ITERATIONS;
  const onWork = progressOf(total, onProgress);

  const leafBags = [];
  const keyBags = [];
  for (const { privateKeyPkcs8, certificates, friendlyName } of identities) {
    const attributes = bagAttributes(friendlyName, await sha1(certificates[0]));
    leafBags.push(certBag(certificates[0], attributes));
    const key = await scheme.encrypt(privateKeyPkcs8, { passphrase, iterations: keyIterations, onWork });
    keyBags.push(shroudedKeyBag(key, attributes));
  }
  const issuerBags = issuers(identities).map((certificate) => certBag(certificate, []));
  const certContents = der.sequence(...leafBags, ...issuerBags);
  const certs = await scheme.encrypt(certContents, { passphrase, iterations: certificateIterations, onWork });
  const keyContents = der.sequence(...keyBags);

  // Certificates first: the order of OpenSSL, which every reader has met.
  const authenticatedSafe = der.sequence(encryptedContentInfo(certs), dataContentInfo(keyContents));
  return der.sequence(
    der.integer(3), // version v3
    dataContentInfo(authenticatedSafe),
    await macData(mac, passphrase, authenticatedSafe, onWork),
  );
}

/** The certificates above the keys' own, each once. */
function issuers(identities) {
  const above = new Map(identities.flatMap(({ certificates }) => certificates.slice(1)).map((one) => [toHex(one), one]));
  return [...above.values()];
}

function checkArguments(flavour, identities, passphrase) {
  if (!Object.hasOwn(FLAVOURS, flavour)) {
    throw new RangeError(`unknown flavour: ${flavour}`);
  }
  if (identities.length === 0 || identities.some(({ certificates }) => certificates.length === 0)) {
    throw new RangeError('no certificate');
  }
  if (passphrase.length === 0 || !isPrintableAscii(passphrase)) {
    throw new RangeError('passphrase must be printable ASCII');
  }
}

function progressOf(total, onProgress) {
  let done = 0;
  return (work) => {
    done += work;
    onProgress(Math.min(done / total, 1));
  };
}

async function sha1(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
}

/** RFC 2985 §5.5: what ties the certificate to the key, and names both. */
function bagAttributes(friendlyName, localKeyId) {
  const attribute = (oid, value) => der.sequence(der.objectIdentifier(oid), der.setOf(value));
  return [
    attribute(OID.friendlyName, der.bmpString(friendlyName)),
    attribute(OID.localKeyId, der.octetString(localKeyId)),
  ];
}

/** SafeBag (§4.2); its attributes are OPTIONAL, so an empty set is left out. */
function safeBag(oid, value, attributes) {
  const set = attributes.length > 0 ? [der.setOf(...attributes)] : [];
  return der.sequence(der.objectIdentifier(oid), der.explicit(0, value), ...set);
}

function certBag(certificate, attributes) {
  const x509 = der.sequence(
    der.objectIdentifier(OID.x509Certificate),
    der.explicit(0, der.octetString(certificate)),
  );
  return safeBag(OID.certBag, x509, attributes);
}

function shroudedKeyBag({ algorithm, ciphertext }, attributes) {
  const encryptedPrivateKeyInfo = der.sequence(algorithm, der.octetString(ciphertext));
  return safeBag(OID.pkcs8ShroudedKeyBag, encryptedPrivateKeyInfo, attributes);
}

/** ContentInfo with id-data (RFC 5652 §4). */
function dataContentInfo(content) {
  return der.sequence(der.objectIdentifier(OID.data), der.explicit(0, der.octetString(content)));
}

/** ContentInfo with EncryptedData (RFC 5652 §8). */
function encryptedContentInfo({ algorithm, ciphertext }) {
  const content = der.sequence(
    der.objectIdentifier(OID.data),
    algorithm,
    der.implicit(0, der.octetString(ciphertext)),
  );
  const encryptedData = der.sequence(der.integer(0), content);
  return der.sequence(der.objectIdentifier(OID.encryptedData), der.explicit(0, encryptedData));
}

async function macData({ hash, oid }, passphrase, authenticatedSafe, onWork) {
  const salt = randomBytes(MAC_SALT_LENGTH);
  const options = { hash, passphrase, salt, iterations: MAC_ITERATIONS, onWork };
  const digest = await pkcs12Mac(options, authenticatedSafe);
  const algorithm = der.sequence(der.objectIdentifier(oid), der.nullValue());
  const digestInfo = der.sequence(algorithm, der.octetString(digest));
  return der.sequence(digestInfo, der.octetString(salt), der.integer(MAC_ITERATIONS));
}

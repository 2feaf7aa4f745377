/**
 * Reads PKCS#12 files (RFC 7292): those of `pkcs12.js`, and what other tools write in DER with the
 * same building blocks. A file is a stranger's input, so its size and the work it asks for are
 * bounded.
 *
 * @module pkcs12-reader
 */
import { equalConstantTime, toHex, wipe } from './bytes.js';
import { DerError, parse } from './der-reader.js';
import { OID } from './oids.js';
import * as pbeTripleDes from './pbe-tripledes.js';
import * as pbes2 from './pbes2.js';
import { Pkcs12Error } from './pkcs12-error.js';
import { pkcs12Mac } from './pkcs12-kdf.js';

const MAX_FILE_LENGTH = 1024 * 1024;

/** For all derivations of one file together; Bouncy Castle's heaviest files ask for under two million. */
const MAX_ITERATIONS = 5_000_000;

/** A signing key and an encryption key. */
const MAX_KEYS = 2;

const SCHEMES = {
  [OID.pbes2]: { decrypt: pbes2.decrypt, flavour: 'modern' },
  [OID.pbeWithSHAAnd3KeyTripleDesCbc]: { decrypt: pbeTripleDes.decrypt, flavour: 'compatibility' },
};

const MAC_HASH = {
  [OID.sha1]: 'SHA-1',
  [OID.sha256]: 'SHA-256',
  [OID.sha384]: 'SHA-384',
  [OID.sha512]: 'SHA-512',
};

/**
 * One key of a file.
 *
 * @typedef {object} OpenedIdentity
 * @property {Uint8Array} privateKeyPkcs8  DER of PrivateKeyInfo; the caller wipes it
 * @property {Uint8Array[]} certificates  DER; the one with the key's localKeyID first, the others as in the file
 * @property {'modern'|'compatibility'} flavour  told by the encryption of the key
 * @property {string|null} friendlyName  of the key, or else of its certificate
 */

/**
 * Checks the integrity of a file and decrypts it.
 *
 * @param {Uint8Array} bytes  at most 1 MiB
 * @param {string} passphrase
 * @returns {Promise<OpenedIdentity[]>} one for each key, at least one
 * @throws {Pkcs12Error} and nothing else. `unsupported` includes files without MAC, without a private key or
 *     with more than two, with an unencrypted key, and RC2; `too-large` includes iteration counts above 5,000,000 in sum
 */
export async function open(bytes, passphrase) {
  if (bytes.length > MAX_FILE_LENGTH) {
    throw new Pkcs12Error('too-large', `${bytes.length} octets`);
  }
  const context = { passphrase, charge: iterationBudget() };
  try {
    const authenticatedSafe = await authenticate(parse(bytes), context);
    const bags = [];
    for (const contentInfo of parse(authenticatedSafe).sequence()) {
      bags.push(await safeBags(contentInfo, context));
    }
    return await identities(bags.flat(), context);
  } catch (error) {
    throw error instanceof DerError ? new Pkcs12Error('malformed', error.message) : error;
  }
}

/** A counter that every derivation asks first. */
function iterationBudget() {
  let left = MAX_ITERATIONS;
  return (iterations) => {
    if (iterations < 1) {
      throw new Pkcs12Error('malformed', 'no iterations');
    }
    left -= iterations;
    if (left < 0) {
      throw new Pkcs12Error('too-large', 'too many iterations');
    }
  };
}

/** PFX (§4): returns the AuthenticatedSafe once its MAC is right. */
async function authenticate(pfx, { passphrase, charge }) {
  const [version, authSafe, macData] = pfx.sequence(2);
  if (version.integer() !== 3) {
    throw new Pkcs12Error('unsupported', 'PFX version');
  }
  const [contentType, content] = authSafe.sequence(2);
  if (contentType.objectIdentifier() !== OID.data || !macData) {
    throw new Pkcs12Error('unsupported', 'no password integrity');
  }
  const authenticatedSafe = content.explicit(0).octetString();
  const { hash, digest, salt, iterations } = readMacData(macData);
  charge(iterations);
  const expected = await pkcs12Mac({ hash, passphrase, salt, iterations }, authenticatedSafe);
  if (!equalConstantTime(expected, digest)) {
    throw new Pkcs12Error('wrong-passphrase', 'MAC differs');
  }
  return authenticatedSafe;
}

function readMacData(macData) {
  const [mac, salt, iterations] = macData.sequence(2);
  const [algorithm, digest] = mac.sequence(2);
  const [oidElement, parameters] = algorithm.sequence(1);
  parameters?.nullValue();
  const oid = oidElement.objectIdentifier();
  const hash = MAC_HASH[oid];
  if (!hash) {
    throw new Pkcs12Error('unsupported', `MAC ${oid}`);
  }
  return {
    hash,
    digest: digest.octetString(),
    salt: salt.octetString(),
    iterations: iterations?.integer() ?? 1, // DEFAULT 1
  };
}

/** One ContentInfo of the AuthenticatedSafe (§4.1): its SafeContents, plain or encrypted. */
async function safeBags(contentInfo, context) {
  const [contentType, content] = contentInfo.sequence(2);
  switch (contentType.objectIdentifier()) {
    case OID.data:
      return readSafeContents(content.explicit(0).octetString());
    case OID.encryptedData: {
      const [, encryptedContentInfo] = content.explicit(0).sequence(2);
      const [, algorithm, encryptedContent] = encryptedContentInfo.sequence(3);
      const ciphertext = encryptedContent.implicitOctetString(0);
      return readSafeContents((await decrypt(algorithm, ciphertext, context)).plaintext);
    }
    default:
      throw new Pkcs12Error('unsupported', `content ${contentType.objectIdentifier()}`);
  }
}

async function decrypt(algorithm, ciphertext, { passphrase, charge }) {
  const [oidElement, parameters] = algorithm.sequence(2);
  const oid = oidElement.objectIdentifier();
  const scheme = SCHEMES[oid];
  if (!scheme) {
    throw new Pkcs12Error('unsupported', `encryption ${oid}`);
  }
  const plaintext = await scheme.decrypt(ciphertext, { parameters, passphrase, charge });
  return { plaintext, flavour: scheme.flavour };
}

/** SafeContents (§4.2): each bag as its type, its value, and the two attributes that matter. */
function readSafeContents(der) {
  return parse(der).sequence().map((safeBag) => {
    const [bagId, bagValue, bagAttributes] = safeBag.sequence(2);
    const attributes = readAttributes(bagAttributes);
    return {
      type: bagId.objectIdentifier(),
      value: bagValue.explicit(0),
      friendlyName: attributes.get(OID.friendlyName)?.bmpString(),
      localKeyId: attributes.get(OID.localKeyId)?.octetString(),
    };
  });
}

/** Attribute type to its first value. */
function readAttributes(bagAttributes) {
  const attributes = bagAttributes?.set() ?? [];
  return new Map(
    attributes.map((attribute) => {
      const [type, values] = attribute.sequence(2);
      return [type.objectIdentifier(), values.set()[0]];
    }),
  );
}

/** Picks the keys and their certificates out of all bags; other kinds of bags are skipped. */
async function identities(bags, context) {
  const keys = bags.filter(({ type }) => type === OID.pkcs8ShroudedKeyBag || type === OID.keyBag);
  if (keys.length < 1 || keys.length > MAX_KEYS || keys.some(({ type }) => type === OID.keyBag)) {
    throw new Pkcs12Error('unsupported', 'not one or two encrypted private keys');
  }
  const certificates = bags.filter(({ type }) => type === OID.certBag).flatMap(readCertBag);
  const found = [];
  try {
    for (const key of keys) {
      found.push(await identity(key, certificates, context));
    }
    return found;
  } catch (error) {
    wipe(...found.map(({ privateKeyPkcs8 }) => privateKeyPkcs8));
    throw error;
  }
}

async function identity(key, certificates, context) {
  const belongsToKey = (bag) => sameOctets(bag.localKeyId, key.localKeyId);
  const leafFirst = [...certificates.filter(belongsToKey), ...certificates.filter((bag) => !belongsToKey(bag))];
  const { privateKeyPkcs8, flavour } = await readShroudedKey(key.value, context);
  return {
    privateKeyPkcs8,
    certificates: leafFirst.map(({ certificate }) => certificate),
    flavour,
    friendlyName: key.friendlyName ?? certificates.find(belongsToKey)?.friendlyName ?? null,
  };
}

/** CertBag (§4.2.3); SDSI certificates are skipped. */
function readCertBag(bag) {
  const [certId, certValue] = bag.value.sequence(2);
  if (certId.objectIdentifier() !== OID.x509Certificate) {
    return [];
  }
  return [{ ...bag, certificate: certValue.explicit(0).octetString().slice() }];
}

function sameOctets(a, b) {
  return a !== undefined && b !== undefined && toHex(a) === toHex(b);
}

/** EncryptedPrivateKeyInfo (RFC 5208 §6). */
async function readShroudedKey(encryptedPrivateKeyInfo, context) {
  const [algorithm, encryptedData] = encryptedPrivateKeyInfo.sequence(2);
  const { plaintext, flavour } = await decrypt(algorithm, encryptedData.octetString(), context);
  try {
    parse(plaintext).sequence(3); // version, privateKeyAlgorithm, privateKey
  } catch (error) {
    wipe(plaintext);
    throw error;
  }
  return { privateKeyPkcs8: plaintext, flavour };
}

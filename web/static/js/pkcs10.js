/**
 * Certification requests: PKCS#10, RFC 2986. The server takes only the public key and the proof
 * that its private half is here; name and address come from its own records. They are filled in
 * so that a person, or a tool, can tell what a request is for.
 *
 * @module pkcs10
 */
import * as der from './der.js';
import { exportSpki } from './keys.js';
import { OID } from './oids.js';

/** ub-common-name, RFC 5280 appendix A.1. */
const MAX_COMMON_NAME_LENGTH = 64;

/**
 * Writes and signs a request. RSA keys sign with sha256WithRSAEncryption, P-256 keys with
 * ecdsa-with-SHA256 and P-384 keys with ecdsa-with-SHA384.
 *
 * @param {object} options
 * @param {CryptoKeyPair} options.keyPair  from `generateKeyPair`
 * @param {string} options.commonName  1 to 64 characters; the only part of the subject, a UTF8String
 * @param {string} [options.email]  ASCII; asked for as rfc822Name in an extensionRequest. Leave it out for
 *     an address with a non-ASCII local part, which rfc822Name cannot hold
 * @returns {Promise<Uint8Array>} DER of CertificationRequest
 * @throws {RangeError} for a common name or address outside these limits
 */
export async function createCertificationRequest({ keyPair, commonName, email }) {
  const info = der.sequence(
    der.integer(0), // version v1
    subject(commonName),
    await exportSpki(keyPair.publicKey),
    der.implicit(0, der.setOf(...(email ? [extensionRequest(email)] : []))),
  );
  const { identifier, signature } = await sign(keyPair.privateKey, info);
  return der.sequence(info, identifier, der.bitString(signature));
}

function subject(commonName) {
  const length = Array.from(commonName).length;
  if (length < 1 || length > MAX_COMMON_NAME_LENGTH) {
    throw new RangeError('common name must have 1 to 64 characters');
  }
  const attribute = der.sequence(der.objectIdentifier(OID.commonName), der.utf8String(commonName));
  return der.sequence(der.setOf(attribute));
}

/** RFC 2985 §5.4.2: one attribute holding the wanted extensions. */
function extensionRequest(email) {
  const rfc822Name = der.implicit(1, der.ia5String(email));
  const subjectAltName = der.sequence(
    der.objectIdentifier(OID.subjectAltName),
    der.octetString(der.sequence(rfc822Name)),
  );
  return der.sequence(der.objectIdentifier(OID.extensionRequest), der.setOf(der.sequence(subjectAltName)));
}

async function sign(privateKey, info) {
  const { name, namedCurve } = privateKey.algorithm;
  if (name === 'RSASSA-PKCS1-v1_5') {
    const signature = await crypto.subtle.sign(name, privateKey, info);
    return {
      // RFC 4055 §5: the parameters are NULL.
      identifier: der.sequence(der.objectIdentifier(OID.sha256WithRSAEncryption), der.nullValue()),
      signature: new Uint8Array(signature),
    };
  }
  const [hash, oid] = namedCurve === 'P-384' ? ['SHA-384', OID.ecdsaWithSHA384] : ['SHA-256', OID.ecdsaWithSHA256];
  const signature = await crypto.subtle.sign({ name, hash }, privateKey, info);
  return {
    // RFC 5758 §3.2: the parameters are absent.
    identifier: der.sequence(der.objectIdentifier(oid)),
    signature: ecdsaSigValue(new Uint8Array(signature)),
  };
}

/** WebCrypto returns r and s side by side; certificates want ECDSA-Sig-Value (RFC 5480 appendix A). */
function ecdsaSigValue(raw) {
  const half = raw.length / 2;
  return der.sequence(der.integer(raw.subarray(0, half)), der.integer(raw.subarray(half)));
}

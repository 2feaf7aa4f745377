/**
 * Whether a private key belongs to a certificate.
 *
 * @module key-match
 */
import { randomBytes } from './bytes.js';
import { readCertificate } from './certificate.js';
import { DerError, parse } from './der-reader.js';
import { OID } from './oids.js';
import { Pkcs12Error } from './pkcs12-error.js';

const CURVES = { [OID.secp256r1]: 'P-256', [OID.secp384r1]: 'P-384' };

/**
 * Signs a random challenge with the private key and verifies it with the certificate's public key.
 * The certificate itself (signature, validity, issuer) is not checked.
 *
 * @param {Uint8Array} privateKeyPkcs8  DER of PrivateKeyInfo; the caller wipes it
 * @param {Uint8Array} certificateDer
 * @returns {Promise<boolean>}
 * @throws {Pkcs12Error} `malformed` if either cannot be read, `unsupported` for keys other than RSA, P-256 and P-384
 */
export async function matches(privateKeyPkcs8, certificateDer) {
  try {
    // PrivateKeyInfo: version, privateKeyAlgorithm, privateKey. SubjectPublicKeyInfo: algorithm, subjectPublicKey.
    const privateAlgorithm = keyAlgorithm(parse(privateKeyPkcs8).sequence(3)[1]);
    const { subjectPublicKeyInfo } = readCertificate(certificateDer);
    const publicAlgorithm = keyAlgorithm(parse(subjectPublicKeyInfo).sequence(2)[0]);
    if (privateAlgorithm.namedCurve !== publicAlgorithm.namedCurve) {
      return false; // also tells RSA from EC
    }
    const privateKey = await importKey('pkcs8', privateKeyPkcs8, privateAlgorithm, 'sign');
    const publicKey = await importKey('spki', subjectPublicKeyInfo, publicAlgorithm, 'verify');
    const challenge = randomBytes(32);
    const signature = await crypto.subtle.sign(privateAlgorithm, privateKey, challenge);
    return await crypto.subtle.verify(publicAlgorithm, publicKey, signature, challenge);
  } catch (error) {
    throw error instanceof DerError ? new Pkcs12Error('malformed', error.message) : error;
  }
}

/** What WebCrypto calls the key of an AlgorithmIdentifier, ready for import, signing and verifying alike. */
function keyAlgorithm(algorithmIdentifier) {
  const [oidElement, parameters] = algorithmIdentifier.sequence(1);
  const oid = oidElement.objectIdentifier();
  if (oid === OID.rsaEncryption) {
    return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  }
  const namedCurve = oid === OID.idEcPublicKey && parameters ? CURVES[parameters.objectIdentifier()] : undefined;
  if (!namedCurve) {
    throw new Pkcs12Error('unsupported', `key ${oid}`);
  }
  return { name: 'ECDSA', hash: 'SHA-256', namedCurve };
}

async function importKey(format, bytes, algorithm, usage) {
  try {
    return await crypto.subtle.importKey(format, bytes, algorithm, false, [usage]);
  } catch {
    throw new Pkcs12Error('malformed', `${format} refused`);
  }
}

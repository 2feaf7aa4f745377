/**
 * AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084): a file encrypted to several people, and protected against changes. Who
 * made it stays unproven. WebCrypto takes a content in one piece, so a file is held in memory, and twice for a moment.
 *
 * @module auth-enveloped-data
 */
import { concat, randomBytes, wipe } from './bytes.js';
import { CONSTRUCTED, CONTEXT_SPECIFIC, header, integer, objectIdentifier, octetString, sequence, setOf, TAG } from './der.js';
import { fileHeader } from './file-entity.js';
import { OID } from './oids.js';
import { recipientInfo } from './recipient-info.js';

/** Octets; the lengths that RFC 5084 §3.2 recommends, and the longest tag. */
const NONCE = 12;
const MAC = 16;
const NOTHING = new Uint8Array();

/**
 * @param {File} file
 * @param {import('./recipient-certificate.js').Recipient[]} recipients
 * @param {(fraction: number) => void} onProgress  told 0 to 1
 * @returns {Promise<Blob>} the whole, in DER; on any failure nothing
 * @throws {DOMException} if the file cannot be read, or is too large for this browser
 */
export async function encryptFile(file, recipients, onProgress) {
  const contentKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'wrapKey']);
  const infos = await Promise.all(recipients.map((recipient) => recipientInfo(recipient, contentKey)));
  const nonce = randomBytes(NONCE);
  const plaintext = await entity(file, onProgress);
  let sealed;
  try {
    sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, tagLength: MAC * 8 }, contentKey, plaintext);
  } finally {
    wipe(plaintext);
  }
  const ciphertext = new Uint8Array(sealed, 0, sealed.byteLength - MAC);
  const mac = new Uint8Array(sealed, ciphertext.length);
  const { before, after } = contentInfo(infos, nonce, ciphertext.length, mac);
  onProgress(1);
  return new Blob([before, ciphertext, after], { type: 'application/pkcs7-mime' });
}

/** The file with its header, read into one piece of memory. */
async function entity(file, onProgress) {
  const head = fileHeader(file.name, file.type);
  const octets = new Uint8Array(head.length + file.size);
  octets.set(head);
  let filled = head.length;
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    octets.set(piece.value, filled); // refuses more than there was
    filled += piece.value.length;
    onProgress((0.6 * filled) / octets.length);
  }
  if (filled !== octets.length) {
    throw new DOMException('the file became shorter', 'NotReadableError');
  }
  return octets;
}

/** What stands before and after the ciphertext, which is not copied. */
function contentInfo(infos, nonce, length, mac) {
  const algorithm = sequence(objectIdentifier(OID.aes256Gcm), sequence(octetString(nonce), integer(MAC)));
  const ciphertext = { before: header(CONTEXT_SPECIFIC, length), length, after: NOTHING };
  const encryptedContentInfo = around(TAG.SEQUENCE, concat(objectIdentifier(OID.data), algorithm), ciphertext, NOTHING);
  const authEnvelopedData = around(
    TAG.SEQUENCE,
    concat(integer(0), setOf(...infos)),
    encryptedContentInfo,
    octetString(mac),
  );
  const content = around(CONTEXT_SPECIFIC | CONSTRUCTED, NOTHING, authEnvelopedData, NOTHING);
  return around(TAG.SEQUENCE, objectIdentifier(OID.authEnvelopedData), content, NOTHING);
}

/** An element around another of which the value is elsewhere. */
function around(tag, first, inner, last) {
  const whole = first.length + inner.before.length + inner.length + inner.after.length + last.length;
  return {
    before: concat(header(tag, whole), first, inner.before),
    length: inner.length,
    after: concat(inner.after, last),
  };
}

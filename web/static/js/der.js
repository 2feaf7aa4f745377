/**
 * Distinguished Encoding Rules (ITU-T X.690): a writer for the few types that PKCS#10, PKCS#12 and
 * CMS need. Every function returns one complete element (tag, length, value); `der-reader.js` reads
 * them back.
 *
 * @module der
 */
import { concat } from './bytes.js';

/** Identifier octets of the universal types used here. */
export const TAG = Object.freeze({
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  NULL: 0x05,
  OBJECT_IDENTIFIER: 0x06,
  UTF8_STRING: 0x0c,
  PRINTABLE_STRING: 0x13,
  IA5_STRING: 0x16,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  BMP_STRING: 0x1e,
  SEQUENCE: 0x30,
  SET: 0x31,
});

/** The bits of an identifier octet that are not the tag number. */
export const CONSTRUCTED = 0x20;
export const CONTEXT_SPECIFIC = 0x80;

function element(tag, value) {
  return concat(header(tag, value.length), value);
}

/**
 * Tag and length alone, of an element whose value is too large to be copied.
 *
 * @param {number} tag
 * @param {number} length  octets of the value
 * @returns {Uint8Array}
 */
export function header(tag, length) {
  return Uint8Array.of(tag, ...lengthOctets(length));
}

function lengthOctets(length) {
  if (length < 0x80) {
    return [length];
  }
  const octets = base256(length);
  return [0x80 | octets.length, ...octets];
}

/** A non-negative safe integer as big-endian octets; zero is one zero octet. */
function base256(number) {
  const octets = [];
  do {
    octets.unshift(number % 256);
    number = Math.floor(number / 256);
  } while (number > 0);
  return octets;
}

/**
 * SEQUENCE or SEQUENCE OF.
 *
 * @param {...Uint8Array} elements
 * @returns {Uint8Array}
 */
export function sequence(...elements) {
  return element(TAG.SEQUENCE, concat(...elements));
}

/**
 * SET OF, with its elements in ascending order of their encodings (X.690 §11.6).
 *
 * @param {...Uint8Array} elements
 * @returns {Uint8Array}
 */
export function setOf(...elements) {
  return element(TAG.SET, concat(...elements.sort(compareOctets)));
}

function compareOctets(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return a.length - b.length;
}

/**
 * INTEGER, not negative.
 *
 * @param {number|Uint8Array} value  a safe integer, or the magnitude as big-endian octets, with or without leading
 *     zeros
 * @returns {Uint8Array}
 * @throws {RangeError} for a negative, fractional or unsafe number
 */
export function integer(value) {
  if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError('INTEGER must be a non-negative safe integer');
  }
  const octets = typeof value === 'number' ? base256(value) : Array.from(value);
  while (octets.length > 1 && octets[0] === 0) {
    octets.shift();
  }
  // A set top bit would read as a negative number.
  if (octets.length === 0 || octets[0] >= 0x80) {
    octets.unshift(0);
  }
  return element(TAG.INTEGER, Uint8Array.from(octets));
}

/**
 * BIT STRING of whole octets.
 *
 * @param {Uint8Array} octets
 * @returns {Uint8Array}
 */
export function bitString(octets) {
  return element(TAG.BIT_STRING, concat(Uint8Array.of(0), octets));
}

/**
 * OCTET STRING.
 *
 * @param {Uint8Array} octets
 * @returns {Uint8Array}
 */
export function octetString(octets) {
  return element(TAG.OCTET_STRING, octets);
}

/**
 * NULL.
 *
 * @returns {Uint8Array}
 */
export function nullValue() {
  return element(TAG.NULL, new Uint8Array());
}

/**
 * OBJECT IDENTIFIER.
 *
 * @param {string} dotted  for example `1.2.840.113549.1.9.14`
 * @returns {Uint8Array}
 */
export function objectIdentifier(dotted) {
  // BigInt, for the arcs below 2.25 are 128-bit UUIDs.
  const [first, second, ...arcs] = dotted.split('.').map(BigInt);
  const octets = [first * 40n + second, ...arcs].flatMap(base128);
  return element(TAG.OBJECT_IDENTIFIER, Uint8Array.from(octets));
}

/** Base 128, most significant first, with the top bit set on all but the last octet (X.690 §8.19). */
function base128(arc) {
  const octets = [Number(arc % 128n)];
  for (let rest = arc / 128n; rest > 0n; rest /= 128n) {
    octets.unshift(0x80 | Number(rest % 128n));
  }
  return octets;
}

/**
 * UTF8String.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function utf8String(text) {
  return element(TAG.UTF8_STRING, new TextEncoder().encode(text));
}

/**
 * IA5String, that is, ASCII.
 *
 * @param {string} text
 * @returns {Uint8Array}
 * @throws {RangeError} for a character beyond ASCII
 */
export function ia5String(text) {
  return element(TAG.IA5_STRING, restricted(text, /^[\x00-\x7f]*$/, 'IA5String'));
}

function restricted(text, alphabet, type) {
  if (!alphabet.test(text)) {
    throw new RangeError(`character not allowed in ${type}`);
  }
  return new TextEncoder().encode(text);
}

/**
 * BMPString.
 *
 * @param {string} text  characters beyond the Basic Multilingual Plane become surrogate pairs, which is what
 *     PKCS#12 tools write and read although the type does not foresee them
 * @returns {Uint8Array}
 */
export function bmpString(text) {
  return element(TAG.BMP_STRING, utf16be(text));
}

/**
 * The value of a BMPString: two octets for each UTF-16 code unit, high octet first.
 *
 * @param {string} text
 * @returns {Uint8Array} bare octets, not an element
 */
export function utf16be(text) {
  const octets = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    octets[2 * i] = text.charCodeAt(i) >> 8;
    octets[2 * i + 1] = text.charCodeAt(i) & 0xff;
  }
  return octets;
}

/**
 * `[number] EXPLICIT`: wraps an element.
 *
 * @param {number} number  0 to 30
 * @param {Uint8Array} inner
 * @returns {Uint8Array}
 */
export function explicit(number, inner) {
  return element(CONTEXT_SPECIFIC | CONSTRUCTED | number, inner);
}

/**
 * `[number] IMPLICIT`: replaces the tag of an element; it stays primitive or constructed.
 *
 * @param {number} number  0 to 30
 * @param {Uint8Array} inner
 * @returns {Uint8Array}
 */
export function implicit(number, inner) {
  const retagged = inner.slice();
  retagged[0] = CONTEXT_SPECIFIC | (inner[0] & CONSTRUCTED) | number;
  return retagged;
}

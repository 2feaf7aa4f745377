/**
 * A strict reader for DER (ITU-T X.690). It opens elements only as they are asked for, so the
 * parts of a certificate nobody looks at cost nothing, and it refuses what only BER allows.
 *
 * @module der-reader
 */
import { CONSTRUCTED, CONTEXT_SPECIFIC, TAG } from './der.js';

/** Deeper nesting is refused; certificates and PKCS#12 files stay below half of it. */
const MAX_DEPTH = 32;

/** The input is not DER, or not the type that was expected. */
export class DerError extends Error {
  /** @param {string} message  for developers; never shown to people */
  constructor(message) {
    super(message);
    this.name = 'DerError';
  }
}

/** One element. Its octets are views of the input, not copies. */
export class Element {
  #depth;
  #children;

  /** Use {@link parse}. */
  constructor(encoded, headerLength, depth) {
    /** @type {Uint8Array} tag, length and value */
    this.encoded = encoded;
    /** @type {number} the identifier octet */
    this.tag = encoded[0];
    /** @type {Uint8Array} the value alone */
    this.value = encoded.subarray(headerLength);
    this.#depth = depth;
  }

  /**
   * The elements inside a constructed element.
   *
   * @returns {Element[]}
   * @throws {DerError}
   */
  get children() {
    demand((this.tag & CONSTRUCTED) !== 0, 'primitive element has no children');
    this.#children ??= readAll(this.value, this.#depth + 1);
    return this.#children;
  }

  /**
   * @param {number} [minimum]  how many elements are not OPTIONAL
   * @returns {Element[]} the elements of a SEQUENCE
   * @throws {DerError} if it is none, or has fewer elements
   */
  sequence(minimum = 0) {
    const elements = this.#expect(TAG.SEQUENCE).children;
    demand(elements.length >= minimum, 'element missing from SEQUENCE');
    return elements;
  }

  /**
   * @returns {Element[]} the elements of a SET
   * @throws {DerError} if it is none
   */
  set() {
    return this.#expect(TAG.SET).children;
  }

  /**
   * @returns {Uint8Array} the octets of an OCTET STRING (a view)
   * @throws {DerError} if it is none
   */
  octetString() {
    return this.#expect(TAG.OCTET_STRING).value;
  }

  /**
   * @returns {number} a non-negative INTEGER below 2^47
   * @throws {DerError} if it is none, or outside that range
   */
  integer() {
    const octets = this.integerOctets();
    demand(octets[0] < 0x80 && octets.length <= 6, 'INTEGER out of range');
    return octets.reduce((number, octet) => number * 256 + octet, 0);
  }

  /**
   * @returns {Uint8Array} an INTEGER of any size and sign in two's complement (a view)
   * @throws {DerError} if it is none, or not in the shortest form
   */
  integerOctets() {
    const [first, second] = this.#expect(TAG.INTEGER).value;
    demand(first !== undefined, 'empty INTEGER');
    const padded = second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
    demand(!padded, 'INTEGER not minimal');
    return this.value;
  }

  /**
   * @returns {string} an OBJECT IDENTIFIER in dotted form
   * @throws {DerError} if it is none, or longer than any in use
   */
  objectIdentifier() {
    const octets = this.#expect(TAG.OBJECT_IDENTIFIER).value;
    demand(octets.length > 0 && octets.length <= 64 && octets.at(-1) < 0x80, 'malformed OBJECT IDENTIFIER');
    const arcs = [];
    let arc = 0n; // arcs below 2.25 are 128-bit UUIDs
    let atStart = true;
    for (const octet of octets) {
      demand(!(atStart && octet === 0x80), 'OBJECT IDENTIFIER not minimal');
      arc = arc * 128n + BigInt(octet & 0x7f);
      atStart = octet < 0x80;
      if (atStart) {
        arcs.push(arc);
        arc = 0n;
      }
    }
    const [head, ...rest] = arcs;
    const first = head < 80n ? head / 40n : 2n;
    return [first, head - first * 40n, ...rest].join('.');
  }

  /**
   * @returns {Date} a UTCTime or GeneralizedTime as RFC 5280 §4.1.2.5 writes them: to the second, in UTC
   * @throws {DerError} if it is none
   */
  time() {
    const text = String.fromCharCode(...this.value.subarray(0, 16));
    const long = this.tag === TAG.GENERALIZED_TIME;
    demand(long || this.tag === TAG.UTC_TIME, 'not a time');
    const parts = (long ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(text);
    demand(parts, 'malformed time');
    const [year, month, ...rest] = parts.slice(1).map(Number);
    return new Date(Date.UTC(long ? year : year + (year < 50 ? 2000 : 1900), month - 1, ...rest));
  }

  /**
   * Accepts NULL and gives nothing back.
   *
   * @throws {DerError} for anything else
   */
  nullValue() {
    demand(this.#expect(TAG.NULL).value.length === 0, 'NULL with a value');
  }

  /**
   * @returns {string} the characters of a BMPString
   * @throws {DerError} if it is none, or ends within a character
   */
  bmpString() {
    const octets = this.#expect(TAG.BMP_STRING).value;
    demand(octets.length % 2 === 0, 'malformed BMPString');
    return new TextDecoder('utf-16be').decode(octets);
  }

  /**
   * @param {number} number
   * @returns {boolean} whether the tag is `[number]`, primitive or constructed
   */
  isContext(number) {
    return (this.tag & ~CONSTRUCTED) === (CONTEXT_SPECIFIC | number);
  }

  /**
   * @param {number} number
   * @returns {Element} the one element inside `[number] EXPLICIT`
   * @throws {DerError} if the tag is another, or there is not exactly one
   */
  explicit(number) {
    this.#expect(CONTEXT_SPECIFIC | CONSTRUCTED | number);
    demand(this.children.length === 1, 'EXPLICIT tag must hold one element');
    return this.children[0];
  }

  /**
   * @param {number} number
   * @returns {Uint8Array} the octets of `[number] IMPLICIT OCTET STRING` (a view)
   * @throws {DerError} if the tag is another
   */
  implicitOctetString(number) {
    return this.#expect(CONTEXT_SPECIFIC | number).value;
  }

  #expect(tag) {
    demand(this.tag === tag, `expected tag 0x${tag.toString(16)}, found 0x${this.tag.toString(16)}`);
    return this;
  }
}

/**
 * Reads exactly one element that fills the input.
 *
 * @param {Uint8Array} bytes
 * @returns {Element}
 * @throws {DerError} for truncated or trailing octets, indefinite or padded lengths, long tags,
 *     strings in constructed form, and nesting deeper than 32
 */
export function parse(bytes) {
  const root = readOne(bytes, 0);
  demand(root.encoded.length === bytes.length, 'trailing octets');
  return root;
}

function readAll(bytes, depth) {
  demand(depth <= MAX_DEPTH, 'nested too deeply');
  const elements = [];
  for (let offset = 0; offset < bytes.length; ) {
    const next = readOne(bytes.subarray(offset), depth);
    elements.push(next);
    offset += next.encoded.length;
  }
  return elements;
}

function readOne(bytes, depth) {
  demand(bytes.length >= 2, 'truncated header');
  checkTag(bytes[0]);
  let length = bytes[1];
  let headerLength = 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    demand(count >= 1 && count <= 4, 'indefinite or oversized length');
    headerLength += count;
    demand(bytes.length >= headerLength, 'truncated length');
    length = bytes.subarray(2, headerLength).reduce((number, octet) => number * 256 + octet, 0);
    demand(length >= 0x80 && bytes[2] !== 0, 'length not minimal');
  }
  demand(bytes.length - headerLength >= length, 'truncated value');
  return new Element(bytes.subarray(0, headerLength + length), headerLength, depth);
}

/** DER has one form for each type: SEQUENCE and SET are constructed, all other universal types primitive. */
function checkTag(tag) {
  demand((tag & 0x1f) !== 0x1f, 'long tag');
  if (tag < 0x40) {
    const constructed = (tag & CONSTRUCTED) !== 0;
    const mustBeConstructed = tag === TAG.SEQUENCE || tag === TAG.SET;
    demand(tag !== 0 && constructed === mustBeConstructed, 'tag not allowed in DER');
  }
}

function demand(condition, message) {
  if (!condition) {
    throw new DerError(message);
  }
}

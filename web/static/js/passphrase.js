/**
 * Passphrases for PKCS#12 files. They are printable ASCII only, because tools disagree on how to
 * encode anything else (Java 17 cannot read its own files then).
 *
 * @module passphrase
 */
import { randomBytes } from './bytes.js';

/** Digits and lower-case letters without 0, 1, i, l and o, which look alike on paper. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

const GROUPS = 6;
const GROUP_LENGTH = 4;
const MIN_CHOSEN_LENGTH = 12;

/**
 * Makes a passphrase of 24 random characters, each of 31 equally likely: 118 bits of entropy. The
 * hyphens between the groups are part of it.
 *
 * @returns {string} for example `k7wd-2m9x-…`, 29 characters
 */
export function generatePassphrase() {
  const group = () => Array.from({ length: GROUP_LENGTH }, randomCharacter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Draws again when five random bits miss the alphabet; a remainder would favour its first letters. */
function randomCharacter() {
  for (;;) {
    const index = randomBytes(1)[0] & 0x1f;
    if (index < ALPHABET.length) {
      return ALPHABET[index];
    }
  }
}

/**
 * @param {string} passphrase
 * @returns {boolean} whether every character is in 0x20 to 0x7e
 */
export function isPrintableAscii(passphrase) {
  return /^[\x20-\x7e]*$/.test(passphrase);
}

/**
 * Checks a passphrase a person chose.
 *
 * @param {string} passphrase
 * @returns {'not-printable-ascii'|'too-short'|null} what is wrong (the page has the words for it), or null;
 *     too short is below 12 characters
 */
export function checkPassphrase(passphrase) {
  if (!isPrintableAscii(passphrase)) {
    return 'not-printable-ascii';
  }
  return passphrase.length < MIN_CHOSEN_LENGTH ? 'too-short' : null;
}

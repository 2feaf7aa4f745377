/**
 * Triple DES in CBC mode (DES-EDE3-CBC, FIPS 46-3 and RFC 1851) with PKCS#7 padding. WebCrypto
 * does not offer it, but it is the one cipher that older systems read in a PKCS#12 file.
 * For that file only: the cipher is slow, and its lookups are not constant-time.
 *
 * Bits are numbered as in the standard: 1 is the most significant.
 *
 * @module tripledes
 */
import { wipe } from './bytes.js';

const BLOCK = 8;
const ROUNDS = 16;

const numbers = (text) => text.trim().split(/\s+/).map(Number);

const INITIAL_PERMUTATION = [58, 60, 62, 64, 57, 59, 61, 63].flatMap((last) =>
  Array.from({ length: 8 }, (_, column) => last - 8 * column),
);
const FINAL_PERMUTATION = Array.from({ length: 64 }, (_, i) => INITIAL_PERMUTATION.indexOf(i + 1) + 1);

const P = numbers(`
  16  7 20 21 29 12 28 17  1 15 23 26  5 18 31 10
   2  8 24 14 32 27  3  9 19 13 30  6 22 11  4 25`);

const PC1_C = numbers('57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36');
const PC1_D = numbers('63 55 47 39 31 23 15 7 62 54 46 38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4');

/** Eight rows of six bits, one for each S-box. */
const PC2 = [
  '14 17 11 24  1  5', ' 3 28 15  6 21 10', '23 19 12  4 26  8', '16  7 27 20 13  2',
  '41 52 31 37 47 55', '30 40 51 45 33 48', '44 49 39 56 34 53', '46 42 50 36 29 32',
].map(numbers);

const ROTATIONS = numbers('1 1 2 2 2 2 2 2 1 2 2 2 2 2 2 1');

/** Four rows of sixteen values a box, one hexadecimal digit each. */
const S = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
];

/** Collects the listed bits of a 64-bit block into one number of at most 32 bits. */
function select(table, high, low) {
  let result = 0;
  for (const bit of table) {
    result = (result << 1) | ((bit <= 32 ? high >>> (32 - bit) : low >>> (64 - bit)) & 1);
  }
  return result;
}

function permute(table, high, low) {
  return [select(table.slice(0, 32), high, low), select(table.slice(32), high, low)];
}

/** S-box and P in one lookup. The outer two of the six bits choose the row, the inner four the column. */
const SP = S.map((digits, box) =>
  Int32Array.from({ length: 64 }, (_, six) => {
    const row = ((six >> 4) & 2) | (six & 1);
    const column = (six >> 1) & 15;
    return select(P, parseInt(digits[16 * row + column], 16) << (28 - 4 * box), 0);
  }),
);

/** Sixteen round keys of eight six-bit parts, one after the other. */
function keySchedule(high, low) {
  const rotate = (half, by) => ((half << by) | (half >>> (28 - by))) & 0xfffffff;
  let c = select(PC1_C, high, low);
  let d = select(PC1_D, high, low);
  const schedule = [];
  for (const by of ROTATIONS) {
    c = rotate(c, by);
    d = rotate(d, by);
    // Both halves have 28 bits and are moved to the top of 32; PC2 counts D from 29, so it moves by four.
    schedule.push(PC2.map((row) => select(row.map((bit) => (bit > 28 ? bit + 4 : bit)), c << 4, d << 4)));
  }
  return Uint8Array.from(schedule.flat());
}

/** The round keys in the opposite order turn encryption into decryption. */
function reversed(schedule) {
  return schedule.map((_, i) => schedule[8 * (ROUNDS - 1 - (i >> 3)) + (i & 7)]);
}

/** The sixteen rounds of DES, between its two permutations. */
function rounds(schedule, left, right) {
  for (let k = 0; k < 8 * ROUNDS; ) {
    let mixed = left;
    for (let box = 0; box < 8; box++) {
      // The expansion E: six neighbouring bits of the right half, shifting by four from box to box.
      const turn = 4 * box + 5;
      const six = ((right << turn) | (right >>> (32 - turn))) & 0x3f;
      mixed ^= SP[box][six ^ schedule[k++]];
    }
    left = right;
    right = mixed;
  }
  return [right, left];
}

/** Three DES in a row; the final permutation of one cancels the initial permutation of the next. */
function transform(schedules, high, low) {
  let [left, right] = permute(INITIAL_PERMUTATION, high, low);
  for (const schedule of schedules) {
    [left, right] = rounds(schedule, left, right);
  }
  return permute(FINAL_PERMUTATION, left, right);
}

function schedulesOf(key) {
  if (key.length !== 3 * BLOCK) {
    throw new RangeError('key must have 24 octets');
  }
  const view = viewOf(key);
  return [0, 8, 16].map((offset) => keySchedule(view.getInt32(offset), view.getInt32(offset + 4)));
}

function chainStart(iv) {
  if (iv.length !== BLOCK) {
    throw new RangeError('initialization vector must have 8 octets');
  }
  return [viewOf(iv).getInt32(0), viewOf(iv).getInt32(4)];
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Encrypts with DES-EDE3-CBC.
 *
 * @param {Uint8Array} key  24 octets; the parity bits are ignored
 * @param {Uint8Array} iv  8 octets
 * @param {Uint8Array} plaintext  any length
 * @returns {Uint8Array} 1 to 8 octets longer than the plaintext
 * @throws {RangeError} for a key or initialization vector of another length
 */
export function encrypt(key, iv, plaintext) {
  let [high, low] = chainStart(iv);
  const [k1, k2, k3] = schedulesOf(key);
  const schedules = [k1, reversed(k2), k3];
  const padding = BLOCK - (plaintext.length % BLOCK);
  const output = new Uint8Array(plaintext.length + padding).fill(padding);
  output.set(plaintext);
  const view = viewOf(output);
  for (let offset = 0; offset < output.length; offset += BLOCK) {
    [high, low] = transform(schedules, high ^ view.getInt32(offset), low ^ view.getInt32(offset + 4));
    view.setInt32(offset, high);
    view.setInt32(offset + 4, low);
  }
  wipe(k1, k2, k3, ...schedules);
  return output;
}

/**
 * Decrypts with DES-EDE3-CBC.
 *
 * @param {Uint8Array} key  24 octets
 * @param {Uint8Array} iv  8 octets
 * @param {Uint8Array} ciphertext  at least one block
 * @returns {Uint8Array} the plaintext without padding
 * @throws {RangeError} for lengths that cannot be, or wrong padding, which means the wrong key
 */
export function decrypt(key, iv, ciphertext) {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
    throw new RangeError('ciphertext must be whole blocks');
  }
  let [high, low] = chainStart(iv);
  const [k1, k2, k3] = schedulesOf(key);
  const schedules = [reversed(k3), k2, reversed(k1)];
  const input = viewOf(ciphertext);
  const output = new Uint8Array(ciphertext.length);
  const view = viewOf(output);
  for (let offset = 0; offset < ciphertext.length; offset += BLOCK) {
    const [nextHigh, nextLow] = [input.getInt32(offset), input.getInt32(offset + 4)];
    const [left, right] = transform(schedules, nextHigh, nextLow);
    view.setInt32(offset, high ^ left);
    view.setInt32(offset + 4, low ^ right);
    [high, low] = [nextHigh, nextLow];
  }
  wipe(k1, k2, k3, ...schedules);
  const plaintext = withoutPadding(output);
  wipe(output);
  return plaintext;
}

function withoutPadding(padded) {
  const padding = padded.at(-1);
  const valid = padding >= 1 && padding <= BLOCK && padded.subarray(-padding).every((octet) => octet === padding);
  if (!valid) {
    throw new RangeError('wrong padding');
  }
  return padded.slice(0, -padding);
}

/**
 * The four tasks from nothing to a .p12 file: make a key, write the request, have it certified,
 * write the file; of a pair each of them twice, and the server certifies both keys or none. What succeeded is kept, so running it again goes on where it stopped; above all
 * the same request is sent again when an answer was lost.
 *
 * @module key-ceremony
 */
import { equalConstantTime } from './bytes.js';
import { matches } from './key-match.js';
import { exportPkcs8, generateKeyPair, wipe } from './keys.js';
import * as pem from './pem.js';
import { createCertificationRequest } from './pkcs10.js';
import { write } from './pkcs12.js';

const ENDPOINT = '/api/v1/enrollment/certificate';
const MAX_COMMON_NAME = 64;
/** What the keys are for; the server takes the requests of a pair in this order. */
const USES = { single: ['both'], pair: ['sign', 'encrypt'] };
/** Where each task ends on the progress bar. */
const ENDS = { generate: 0.35, request: 0.4, certify: 0.55, write: 1 };

/** Why a ceremony stopped. `kind` is `network` (no answer) or `refused` (the server's `detail` says why, in English; its `code` too). */
export class CeremonyError extends Error {
  constructor(kind, detail = '', retry = false, code = '') {
    super(kind);
    this.name = 'CeremonyError';
    this.kind = kind;
    this.detail = detail;
    this.retry = retry;
    this.code = code;
  }
}

export class KeyCeremony {
  #email;
  #uses;
  #linkSecret;
  #onTask;
  #onProgress;
  #keyPairs = null;
  #requests = null;
  #chains = null;

  /**
   * @param {object} options
   * @param {string} options.email  the address to be certified
   * @param {boolean} options.pair  whether there are two keys, one to sign and one to encrypt to
   * @param {string} options.linkSecret  from the mailed link
   * @param {(task: string, state: 'running'|'done'|'failed') => void} options.onTask
   * @param {(fraction: number) => void} options.onProgress  told 0 to 1
   */
  constructor({ email, pair, linkSecret, onTask, onProgress }) {
    this.#email = email;
    this.#uses = pair ? USES.pair : USES.single;
    this.#linkSecret = linkSecret;
    this.#onTask = onTask;
    this.#onProgress = onProgress;
  }

  /** The issued certificates in DER, once there are any: one, or of a pair the signing one first. */
  get certificates() {
    return this.#chains?.map(([leaf]) => leaf) ?? [];
  }

  /** The CAs above them in DER, the root last; none before there are certificates. */
  get authorities() {
    return this.#chains?.[0].slice(1) ?? [];
  }

  /**
   * @returns {Promise<{use: string, content: Uint8Array}[]>} the .p12 files: `both` holds everything; of a pair
   *     `sign` and `encrypt` follow with one key each;
   *     `device` are those of a profile for Apple's devices, one key each, as they read it whatever the flavour
   * @throws {CeremonyError} for what the network or the server did; anything else went wrong in this browser
   */
  async run({ keyType, flavour, passphrase }) {
    this.#keyPairs ??= await this.#task('generate', () => this.#each(() => generateKeyPair(keyType)));
    this.#requests ??= await this.#task('request', () => this.#each((i) => this.#writeRequest(i)));
    this.#chains ??= await this.#task('certify', () => this.#certify());
    return this.#task('write', () => this.#writeFiles(flavour, passphrase));
  }

  /** One after the other: two RSA keys at once would only make the page stall. */
  async #each(work) {
    const results = [];
    for (let i = 0; i < this.#uses.length; i++) {
      results.push(await work(i));
    }
    return results;
  }

  async #task(name, work) {
    this.#onTask(name, 'running');
    await nextFrame(); // let the page show it before the processor is busy
    try {
      const result = await work();
      this.#onTask(name, 'done');
      this.#onProgress(ENDS[name]);
      return result;
    } catch (error) {
      this.#onTask(name, 'failed');
      throw error;
    }
  }

  /** Name and address are for people who look at the request; the server takes its key alone. */
  #writeRequest(i) {
    const ascii = /^[\x21-\x7e]+$/.test(this.#email);
    return createCertificationRequest({
      keyPair: this.#keyPairs[i],
      commonName: Array.from(this.#email).slice(0, MAX_COMMON_NAME).join(''),
      email: ascii ? this.#email : undefined,
    });
  }

  async #certify() {
    const requests = this.#requests.map((der) => pem.encode(pem.LABEL.CERTIFICATE_REQUEST, der));
    const response = await send(requests.join(''), this.#linkSecret);
    const body = await response.json().catch(() => ({}));
    if (!response.ok) {
      // The link stays good until administrators have agreed.
      const retry = response.status === 429 || response.status >= 500 || body.code === 'needs-agreement';
      throw new CeremonyError('refused', body.detail ?? `HTTP ${response.status}`, retry, body.code);
    }
    const issued = [body, body.encryption];
    return this.#each((i) => this.#chain(issued[i], this.#keyPairs[i]));
  }

  /** What was issued for that key: its certificate, and those above it. */
  async #chain(issued, keyPair) {
    const [leaf] = issued ? pem.decode(issued.certificate, pem.LABEL.CERTIFICATE) : [];
    const pkcs8 = await exportPkcs8(keyPair.privateKey);
    try {
      if (!leaf || !(await matches(pkcs8, leaf))) {
        throw new CeremonyError('refused', 'The certificate that came back is for another key.', false);
      }
    } finally {
      wipe(pkcs8);
    }
    const others = issued.chain.flatMap((block) => pem.decode(block, pem.LABEL.CERTIFICATE));
    return [leaf, ...others.filter((der) => !equalConstantTime(der, leaf))];
  }

  async #writeFiles(flavour, passphrase) {
    const identities = await this.#each((i) => this.#identity(i));
    const wanted = [['both', identities, flavour]];
    if (identities.length > 1) {
      identities.forEach((identity, i) => wanted.push([this.#uses[i], [identity], flavour]));
    }
    identities.forEach((identity) => wanted.push(['device', [identity], 'compatibility']));
    const files = [];
    try {
      for (const [use, held, written] of wanted) {
        const onProgress = (fraction) =>
          this.#onProgress(ENDS.certify + ((files.length + fraction) / wanted.length) * (ENDS.write - ENDS.certify));
        files.push({ use, content: await write({ flavour: written, identities: held, passphrase, onProgress }) });
      }
      return files;
    } finally {
      wipe(...identities.map(({ privateKeyPkcs8 }) => privateKeyPkcs8));
    }
  }

  /** Names differ where there are two: Java, for one, would lose a key to another of its name. */
  async #identity(i) {
    const use = this.#uses[i];
    return {
      privateKeyPkcs8: await exportPkcs8(this.#keyPairs[i].privateKey),
      certificates: this.#chains[i],
      friendlyName: use === 'both' ? this.#email : `${this.#email} (${use})`,
    };
  }

  /** Drops the keys. */
  forget() {
    this.#keyPairs = null;
    this.#requests = null;
  }
}

async function send(request, linkSecret) {
  try {
    return await fetch(ENDPOINT, {
      method: 'POST',
      headers: { Authorization: `Bearer ${linkSecret}`, 'Content-Type': 'application/pkcs10', Accept: 'application/json' },
      body: request,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    throw new CeremonyError('network');
  }
}

const nextFrame = () => new Promise((resolve) => { setTimeout(resolve, 30); });

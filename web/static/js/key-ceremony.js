/**
 * The four tasks from nothing to a .p12 file: make a key, write the request, have it certified,
 * write the file. What succeeded is kept, so running it again goes on where it stopped; above all
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
  #linkSecret;
  #onTask;
  #onProgress;
  #keyPair = null;
  #request = null;
  #chain = null;

  /**
   * @param {object} options
   * @param {string} options.email  the address to be certified
   * @param {string} options.linkSecret  from the mailed link
   * @param {(task: string, state: 'running'|'done'|'failed') => void} options.onTask
   * @param {(fraction: number) => void} options.onProgress  told 0 to 1
   */
  constructor({ email, linkSecret, onTask, onProgress }) {
    this.#email = email;
    this.#linkSecret = linkSecret;
    this.#onTask = onTask;
    this.#onProgress = onProgress;
  }

  /** The issued certificate in DER, once there is one. */
  get certificate() {
    return this.#chain?.[0] ?? null;
  }

  /**
   * @returns {Promise<Uint8Array>} the .p12 file
   * @throws {CeremonyError} for what the network or the server did; anything else went wrong in this browser
   */
  async run({ keyType, flavour, passphrase }) {
    this.#keyPair ??= await this.#task('generate', () => generateKeyPair(keyType));
    this.#request ??= await this.#task('request', () => this.#writeRequest());
    this.#chain ??= await this.#task('certify', () => this.#certify());
    return this.#task('write', () => this.#writeFile(flavour, passphrase));
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
  #writeRequest() {
    const ascii = /^[\x21-\x7e]+$/.test(this.#email);
    return createCertificationRequest({
      keyPair: this.#keyPair,
      commonName: Array.from(this.#email).slice(0, MAX_COMMON_NAME).join(''),
      email: ascii ? this.#email : undefined,
    });
  }

  async #certify() {
    const response = await send(pem.encode(pem.LABEL.CERTIFICATE_REQUEST, this.#request), this.#linkSecret);
    const body = await response.json().catch(() => ({}));
    if (!response.ok) {
      const retry = response.status === 429 || response.status >= 500;
      throw new CeremonyError('refused', body.detail ?? `HTTP ${response.status}`, retry, body.code);
    }
    const [leaf] = pem.decode(body.certificate, pem.LABEL.CERTIFICATE);
    const pkcs8 = await exportPkcs8(this.#keyPair.privateKey);
    const ours = await matches(pkcs8, leaf).finally(() => wipe(pkcs8));
    if (!ours) {
      throw new CeremonyError('refused', 'The certificate that came back is for another key.', false);
    }
    const others = body.chain.flatMap((block) => pem.decode(block, pem.LABEL.CERTIFICATE));
    return [leaf, ...others.filter((der) => !equalConstantTime(der, leaf))];
  }

  async #writeFile(flavour, passphrase) {
    const privateKeyPkcs8 = await exportPkcs8(this.#keyPair.privateKey);
    try {
      return await write({
        flavour,
        privateKeyPkcs8,
        certificates: this.#chain,
        friendlyName: this.#email,
        passphrase,
        onProgress: (fraction) => this.#onProgress(ENDS.certify + fraction * (ENDS.write - ENDS.certify)),
      });
    } finally {
      wipe(privateKeyPkcs8);
    }
  }

  /** Drops the key. */
  forget() {
    this.#keyPair = null;
    this.#request = null;
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

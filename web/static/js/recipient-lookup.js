/**
 * Asks the directory for the certificate to encrypt to. What comes back is taken for hostile: it is bounded and looked at before use.
 *
 * @module recipient-lookup
 */
import { decode, LABEL, PemError } from './pem.js';
import { readRecipient, RecipientError } from './recipient-certificate.js';

const ENDPOINT = '/api/v1/certificates';
const MAX_ANSWER = 1 << 20;
/** More certificates of one person nobody has. */
const MAX_CERTIFICATES = 20;

/**
 * @typedef {object} Found
 * @property {string} address  as the directory spells it
 * @property {string} name  whose it is, as the records say
 * @property {import('./recipient-certificate.js').Recipient} recipient
 */

/**
 * @param {string} address  as typed
 * @returns {Promise<Found>} with the best certificate that a browser can encrypt to
 * @throws {RecipientError} also for `away` (no answer), `busy` (asked too often), `address` (it is none), `unknown` (nobody is
 *     found there; why is told to nobody)
 */
export async function lookUp(address) {
  const answer = await ask(address);
  const given = Array.isArray(answer?.certificates) ? answer.certificates.slice(0, MAX_CERTIFICATES) : [];
  if (given.length === 0) {
    throw new RecipientError('unknown');
  }
  let first = null;
  for (const { pem } of given) {
    try {
      const recipient = readRecipient(certificate(pem), address, new Date());
      return { address, name: String(answer.holder?.name ?? ''), recipient };
    } catch (error) {
      if (!(error instanceof RecipientError)) {
        throw error;
      }
      first ??= error;
    }
  }
  throw first;
}

function certificate(pem) {
  try {
    return decode(String(pem), LABEL.CERTIFICATE)[0];
  } catch (error) {
    throw error instanceof PemError ? new RecipientError('malformed') : error;
  }
}

/** The browser's cache spares the server the same question within a minute. */
async function ask(address) {
  const query = new URLSearchParams({ email: address });
  const answer = await fetch(`${ENDPOINT}?${query}`, {
    headers: { Accept: 'application/json' },
    credentials: 'omit',
    redirect: 'error',
  }).catch(() => { throw new RecipientError('away'); });
  if (!answer.ok) {
    throw new RecipientError({ 422: 'address', 429: 'busy' }[answer.status] ?? 'away');
  }
  const text = await bounded(answer).catch(() => { throw new RecipientError('away'); });
  try {
    return JSON.parse(text);
  } catch {
    throw new RecipientError('malformed');
  }
}

async function bounded(answer) {
  const decoder = new TextDecoder();
  let text = '';
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    if (text.length > MAX_ANSWER) {
      await reader.cancel();
      throw new RecipientError('malformed');
    }
    if (done) {
      return text;
    }
  }
}

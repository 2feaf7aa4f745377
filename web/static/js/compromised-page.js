/**
 * Takes the proof from a file into the form: PEM as it is, DER as PEM. Nothing is sent before the button is pressed, and a file
 * that is no request, such as the key itself, is not taken at all.
 *
 * @module compromised-page
 */
import { decode, encode, LABEL } from './pem.js';

const MAX_OCTETS = 24 * 1024;
const SEQUENCE = 0x30;

const byId = (id) => document.getElementById(id);

byId('file').addEventListener('change', async () => {
  const [file] = byId('file').files;
  const text = file ? await request(file) : null;
  byId('file-error').hidden = !file || text !== null;
  if (text !== null) {
    byId('request').value = text;
  }
});

/** @returns {Promise<string|null>} the request in PEM, alone; null if there is none in the file */
async function request(file) {
  if (file.size > MAX_OCTETS) {
    return null;
  }
  const octets = new Uint8Array(await file.arrayBuffer());
  if (octets[0] === SEQUENCE) {
    return encode(LABEL.CERTIFICATE_REQUEST, octets);
  }
  const text = new TextDecoder().decode(octets).replaceAll('NEW CERTIFICATE REQUEST', LABEL.CERTIFICATE_REQUEST);
  try {
    return encode(LABEL.CERTIFICATE_REQUEST, decode(text, LABEL.CERTIFICATE_REQUEST)[0]);
  } catch {
    return null;
  }
}

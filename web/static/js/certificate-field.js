/**
 * Reads chosen files of certificates into the text field that the form sends: text as it is, DER as PEM. Without this script the text is pasted.
 *
 * @module certificate-field
 */
import { encode, LABEL } from './pem.js';

/** What a browser need not read; the server's limit is smaller. */
const MOST = 60_000;
const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;

/** PKCS#7 begins with the object identifier of its content, a certificate with another SEQUENCE (RFC 5652 §3, RFC 5280 §4.1). */
function label(der) {
  const header = der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
  return der[header] === OBJECT_IDENTIFIER ? 'PKCS7' : LABEL.CERTIFICATE;
}

for (const input of document.querySelectorAll('input[data-certificates]')) {
  const field = document.getElementById(input.dataset.certificates);
  input.addEventListener('change', async () => {
    const [file] = input.files;
    const large = file && file.size > MOST;
    input.setCustomValidity(large ? input.dataset.large : '');
    if (!file || !input.reportValidity()) {
      return;
    }
    const octets = new Uint8Array(await file.arrayBuffer());
    const { source } = field.form.elements;
    if (source && !source.value) {
      source.value = file.name;
    }
    field.value = octets[0] === SEQUENCE ? encode(label(octets), octets) : new TextDecoder().decode(octets);
  });
}

/**
 * Sends a message to be checked as soon as it is dropped or chosen, as it is; the answer is the page that the form would bring, and its report
 * takes the place of the one shown. What looks like a private key is not sent at all. Without this script the form does the same for a pasted text.
 *
 * @module check-page
 */
const HEAD = 16 * 1024;
const SEQUENCE = 0x30;
const LONG_FORM = 0x80;
/** `version INTEGER 3` and the SEQUENCE behind it: the beginning of a PKCS#12 file (RFC 7292 §4). */
const PFX_VERSION = [2, 1, 3, SEQUENCE];

const byId = (id) => document.getElementById(id);

const form = byId('check');
const field = byId('file');
const drop = byId('drop');
let sending = null;

/** Whether it is the file of a private key, which must not leave this computer. */
async function isKey(blob) {
  const octets = new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());
  const text = new TextDecoder('latin1').decode(octets).trimStart();
  const from = 2 + (octets[1] & LONG_FORM ? octets[1] & ~LONG_FORM : 0);
  const isPfx = octets[0] === SEQUENCE && PFX_VERSION.every((octet, place) => octets[from + place] === octet);
  return isPfx || (text.startsWith('-----BEGIN ') && text.includes('PRIVATE KEY-----'));
}

function say(text) {
  byId('report').replaceChildren();
  byId('state').textContent = text;
}

async function check(blob) {
  sending?.abort();
  const mine = new AbortController();
  sending = mine;
  const words = form.dataset;
  if (blob.size > Number(words.most)) {
    say(words.large);
    return;
  }
  if (await isKey(blob)) {
    say(words.private);
    return;
  }
  say(words.busy);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: blob,
      headers: { Accept: 'text/html', 'Content-Type': 'message/rfc822' },
      signal: mine.signal,
    });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const report = page.getElementById('report') ?? page.getElementById('main');
    say('');
    byId('report').replaceChildren(...(report?.childNodes ?? []));
    byId('report').focus();
  } catch {
    if (!mine.signal.aborted) {
      say(words.away);
    }
  }
}

field.addEventListener('change', () => {
  if (field.files.length > 0) {
    check(field.files[0]);
    // The same file may be chosen again after it was changed.
    field.value = '';
  }
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // As a form would send it: lines of mail end in CRLF (RFC 5322 §2.1).
  const text = byId('message').value.replace(/\r?\n/g, '\r\n');
  if (text.trim() !== '') {
    check(new Blob([text]));
  }
});

for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      // Anywhere on the page: a browser would go away and show the file otherwise.
      event.preventDefault();
      drop.classList.toggle('over', type === 'dragenter' || type === 'dragover');
    }
  });
}
document.addEventListener('drop', (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (file) {
    check(file);
  }
});

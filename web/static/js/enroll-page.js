/**
 * The page behind the mailed link. It makes a key, has it certified, writes the .p12 file, and ends
 * only when the person has shown that the saved file opens. Key and passphrase live in this page's
 * memory and in that file, nowhere else: not in storage, not in an address, not on the network.
 *
 * @module enroll-page
 */
import { KeyCeremony } from './key-ceremony.js';
import * as mobileconfig from './mobileconfig.js';
import { checkPassphrase, generatePassphrase } from './passphrase.js';
import { checkSavedFiles } from './saved-file.js';

const byId = (id) => document.getElementById(id);
const downloads = () => document.querySelectorAll('[data-download]');
const PARTS = ['choose', 'make', 'save', 'check'];

const root = byId('ceremony');
const ceremony = new KeyCeremony({
  email: root.dataset.email,
  pair: root.dataset.pair === 'true',
  linkSecret: location.pathname.split('/').pop(),
  onTask: showTask,
  onProgress: (fraction) => { byId('progress').value = Math.round(fraction * 100); },
});
let passphrase = '';
let unfinished = false;
let objectUrls = [];

if (globalThis.isSecureContext && globalThis.crypto?.subtle) {
  start();
} else {
  root.hidden = true;
  byId('unable').hidden = false;
}

function start() {
  makeAnother();
  byId('another').addEventListener('click', makeAnother);
  byId('copy').addEventListener('click', copy);
  for (const radio of document.getElementsByName('passphrase-kind')) {
    radio.addEventListener('change', showPassphraseKind);
  }
  byId('choose').addEventListener('submit', (event) => { event.preventDefault(); begin(); });
  byId('retry').addEventListener('click', work);
  for (const link of downloads()) {
    link.addEventListener('click', () => openPart('check', { keep: 'save' }));
  }
  byId('check').addEventListener('submit', (event) => { event.preventDefault(); check(); });
  byId('show').addEventListener('change', () => { byId('typed').type = byId('show').checked ? 'text' : 'password'; });
  acceptDrops();
  window.addEventListener('beforeunload', (event) => {
    if (unfinished) {
      event.preventDefault();
    }
  });
}

// ---- choosing

function makeAnother() {
  byId('made').value = generatePassphrase();
  byId('copied').hidden = true;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId('made').value);
    byId('copied').hidden = false;
  } catch {
    getSelection().selectAllChildren(byId('made')); // not allowed to copy: the person presses Ctrl+C
  }
}

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;

function showPassphraseKind() {
  const own = chosen('passphrase-kind') === 'own';
  byId('own-box').hidden = !own;
  byId('made-box').hidden = own;
  byId('copied').hidden = true;
  if (own) {
    byId('own').focus();
  }
}

/** What is wrong with a passphrase of one's own; typed twice, since a slip would lock the file for ever. */
function ownProblem() {
  return checkPassphrase(byId('own').value)
    ?? (byId('own').value === byId('own-again').value ? null : 'not-the-same');
}

function begin() {
  const own = chosen('passphrase-kind') === 'own';
  const wrong = own ? ownProblem() : null;
  showOnly(byId('own-error'), 'error', wrong);
  byId('own').toggleAttribute('aria-invalid', Boolean(wrong));
  byId('sure-error').hidden = byId('sure').checked;
  if (wrong) {
    byId(wrong === 'not-the-same' ? 'own-again' : 'own').focus();
    return;
  }
  if (!byId('sure').checked) {
    byId('sure').focus();
    return;
  }
  passphrase = own ? byId('own').value : byId('made').value;
  byId('own').value = '';
  byId('own-again').value = '';
  byId('made-again').hidden = own;
  byId('made-again-text').textContent = own ? '' : passphrase;
  unfinished = true;
  openPart('make');
  work();
}

// ---- making

async function work() {
  byId('trouble').hidden = true;
  try {
    offer(await ceremony.run({ keyType: chosen('key'), flavour: chosen('flavour'), passphrase }));
  } catch (error) {
    showTrouble(error);
  }
}

function showTask(task, state) {
  const item = document.querySelector(`[data-task="${task}"]`);
  item.dataset.state = state;
  if (state === 'running' || state === 'failed') {
    announce(`${item.children[1].textContent}: ${item.querySelector(`[data-says="${state}"]`).textContent}`);
  }
}

function showTrouble(error) {
  const kind = error.kind ?? 'local';
  const sentence = [...document.querySelectorAll('[data-refusal]')].find((one) => one.dataset.refusal === error.code);
  byId('trouble-detail').textContent = sentence?.textContent ?? error.detail ?? '';
  showOnly(byId('trouble'), 'trouble', kind);
  byId('trouble').hidden = false;
  byId('retry').hidden = kind === 'refused' && !error.retry;
  if (kind === 'refused' && !error.retry) {
    unfinished = false;
  }
}

function offer(files) {
  const stem = root.dataset.email.replace(/[^\p{L}\p{N}_.@+-]/gu, '_');
  for (const link of downloads()) {
    const { use, content } = files.find((file) => file.use === link.dataset.download);
    link.href = URL.createObjectURL(new Blob([content], { type: 'application/x-pkcs12' }));
    link.download = `${stem}${use === 'both' ? '' : `-${use}`}.p12`;
    objectUrls.push(link.href);
  }
  offerProfile(stem, files);
  openPart('save');
}

/** For Apple's devices, which take one key a payload. */
function offerProfile(stem, files) {
  const profile = mobileconfig.write({
    host: location.hostname,
    company: root.dataset.company,
    email: root.dataset.email,
    identities: files.filter((file) => file.use === 'device').map((file) => file.content),
    authorities: ceremony.authorities,
  });
  const link = byId('profile');
  link.href = URL.createObjectURL(new Blob([profile], { type: 'application/x-apple-aspen-config' }));
  link.download = `${stem}.mobileconfig`;
  objectUrls.push(link.href);
}

// ---- checking

function acceptDrops() {
  const drop = byId('drop');
  byId('file').addEventListener('change', forgetErrors);
  for (const type of ['dragover', 'drop']) {
    window.addEventListener(type, (event) => event.preventDefault()); // a missed drop must not leave the page
  }
  drop.addEventListener('dragover', () => drop.classList.add('drop-over'));
  drop.addEventListener('dragleave', () => drop.classList.remove('drop-over'));
  drop.addEventListener('drop', (event) => {
    drop.classList.remove('drop-over');
    if (event.dataTransfer.files.length > 0) {
      byId('file').files = event.dataTransfer.files;
      forgetErrors();
    }
  });
}

function forgetErrors() {
  showOnly(byId('check-error'), 'check', null);
}

async function check() {
  const files = [...byId('file').files];
  const typed = byId('typed').value;
  const missing = files.length === 0 ? 'no-file' : typed === '' ? 'no-passphrase' : null;
  showOnly(byId('check-error'), 'check', missing);
  if (missing) {
    byId(files.length > 0 ? 'typed' : 'file').focus();
    return;
  }
  const button = byId('check').querySelector('button.primary');
  button.disabled = true;
  byId('checking').hidden = false;
  const problem = await checkSavedFiles({ files, passphrase: typed, certificates: ceremony.certificates });
  byId('checking').hidden = true;
  button.disabled = false;
  showOnly(byId('check-error'), 'check', problem);
  if (problem) {
    byId('typed').focus();
  } else {
    finish();
  }
}

/** Lets go of everything secret; only the person's file holds it now. */
function finish() {
  unfinished = false;
  passphrase = '';
  ceremony.forget();
  objectUrls.forEach((url) => URL.revokeObjectURL(url));
  objectUrls = [];
  for (const id of ['typed', 'own', 'own-again', 'file']) {
    byId(id).value = '';
  }
  byId('made').value = '';
  byId('made-again-text').textContent = '';
  announce('');
  for (const part of PARTS) {
    byId(part).hidden = true;
  }
  markParts(PARTS.length);
  byId('done').hidden = false;
  focusHeading('done');
}

// ---- showing

function openPart(part, { keep } = {}) {
  for (const other of PARTS) {
    byId(other).hidden = other !== part && other !== keep;
  }
  markParts(PARTS.indexOf(part));
  focusHeading(part);
}

function markParts(at) {
  PARTS.forEach((part, i) => {
    const item = document.querySelector(`[data-part="${part}"]`);
    item.classList.toggle('past', i < at);
    item.toggleAttribute('aria-current', i === at);
    if (i === at) {
      item.setAttribute('aria-current', 'step');
    }
  });
}

function focusHeading(part) {
  byId(part).querySelector('h2').focus();
}

/** Of the children that carry `data-NAME`, shows the one with that value and no other. */
function showOnly(parent, name, value) {
  for (const child of parent.querySelectorAll(`[data-${name}]`)) {
    child.hidden = child.dataset[name] !== value;
  }
}

function announce(text) {
  byId('announce').textContent = text;
}

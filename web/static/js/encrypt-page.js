/**
 * Encrypts a file to people of the directory. The file is read, encrypted and saved here; what goes over the network is the look-up of
 * their addresses.
 *
 * @module encrypt-page
 */
import { encryptFile } from './auth-enveloped-data.js';
import { safeName } from './file-entity.js';
import { RecipientError } from './recipient-certificate.js';
import { lookUp } from './recipient-lookup.js';

/** What need not be asked for; the server looks closer. */
const ADDRESS = /^[^@]{1,64}@[^@.]+(\.[^@.]+)+$/u;

const byId = (id) => document.getElementById(id);
const form = byId('encrypt');
const words = form.dataset;
const language = document.documentElement.lang;
const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'short', year: 'numeric' });

/** Found people by their address in lower case. @type {Map<string, {item: HTMLElement, found: object}>} */
const people = new Map();
let file = null;
let busy = false;
let adding = Promise.resolve();
let objectUrl = '';

if (globalThis.isSecureContext && globalThis.crypto?.subtle) {
  start();
} else {
  form.hidden = true;
  byId('unable').hidden = false;
}

function start() {
  byId('add').addEventListener('click', add);
  byId('address').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      event.preventDefault();
      add();
    }
  });
  byId('address').addEventListener('input', () => say('address-error', ''));
  byId('file').addEventListener('change', () => choose(byId('file').files));
  // The same one may be chosen again after it was changed.
  byId('file').addEventListener('click', () => { byId('file').value = ''; });
  form.addEventListener('submit', (event) => { event.preventDefault(); encrypt(); });
  acceptDrops();
  // Only typed in: whoever made the link does not choose who can read the file.
  byId('address').value = new URLSearchParams(location.search).get('to') ?? '';
}

// ---- people

/** Whoever is typed, behind those who are still being looked up. */
function add() {
  const typed = byId('address').value.trim();
  if (typed !== '' && !busy) {
    byId('address').value = '';
    byId('address').focus();
    adding = adding.then(() => addAll(typed));
  }
  return adding;
}

/** Several at once, as address books copy them. Those who are not found are typed in again. */
async function addAll(typed) {
  const addresses = typed.split(/[\s,;<>"]+/).filter((part) => part.includes('@'));
  const problems = addresses.length === 0 ? [words.address] : [];
  const left = addresses.length === 0 ? [typed] : [];
  for (const address of addresses) {
    const problem = await addOne(address);
    if (problem) {
      problems.push(`${address}: ${problem}`);
      left.push(address);
    }
  }
  say('address-error', problems.join('\n'));
  byId('address').value = [...left, byId('address').value].filter(Boolean).join(', ');
  byId('address').toggleAttribute('aria-invalid', problems.length > 0);
}

/** @returns {Promise<string>} what is wrong; empty if nothing */
async function addOne(address) {
  if (!ADDRESS.test(address)) {
    return words.address;
  }
  if (people.has(address.toLowerCase())) {
    return words.twice;
  }
  if (people.size >= Number(words.mostPeople)) {
    return words.many;
  }
  say('looking', words.looking);
  try {
    show(await lookUp(address));
    return '';
  } catch (error) {
    return reason(error);
  } finally {
    say('looking', '');
  }
}

function show(found) {
  forgetResult();
  const item = byId('person').content.cloneNode(true).firstElementChild;
  item.querySelector('.name').textContent = found.name;
  item.querySelector('.mail').textContent = found.address;
  showEnd(item, found);
  const remove = item.querySelector('button');
  remove.setAttribute('aria-label', `${remove.textContent.trim()}: ${found.address}`);
  remove.addEventListener('click', () => {
    if (!busy) {
      item.remove();
      people.delete(found.address.toLowerCase());
      forgetResult();
      byId('address').focus();
    }
  });
  byId('people').append(item);
  people.set(found.address.toLowerCase(), { item, found });
}

function showEnd(item, { recipient }) {
  const time = item.querySelector('time');
  time.dateTime = recipient.notAfter.toISOString();
  time.textContent = day.format(recipient.notAfter);
}

/** Asked anew, since a certificate may have ended or been revoked while the page was open. */
async function askAgain() {
  let good = true;
  for (const entry of people.values()) {
    const error = entry.item.querySelector('.error');
    error.textContent = '';
    try {
      entry.found = await lookUp(entry.found.address);
      showEnd(entry.item, entry.found);
    } catch (problem) {
      error.textContent = reason(problem);
      good = false;
    }
  }
  return good;
}

function reason(error) {
  if (!(error instanceof RecipientError)) {
    throw error;
  }
  return words[error.reason];
}

// ---- the file

function choose(files) {
  if (busy) {
    return;
  }
  forgetResult();
  const [one] = files;
  const problem = !one ? words.noFile : files.length > 1 ? words.oneFile : unfit(one);
  file = problem ? null : one;
  say('file-error', problem);
  byId('chosen').hidden = !file;
  if (file) {
    byId('chosen-name').textContent = file.name;
    byId('chosen-size').textContent = size(file.size);
  }
}

function unfit(one) {
  if (one.size === 0) {
    return words.empty;
  }
  return one.size > Number(words.most) ? words.large : '';
}

function size(octets) {
  const step = octets < 1024 ? 0 : octets < 1024 ** 2 ? 1 : 2;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: step === 2 ? 1 : 0 });
  return `${number.format(octets / 1024 ** step)}\u00a0${['B', 'KiB', 'MiB'][step]}`;
}

function acceptDrops() {
  for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    document.addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes('Files')) {
        event.preventDefault(); // anywhere on the page: a browser would go away and show the file otherwise
        byId('drop').classList.toggle('over', type === 'dragenter' || type === 'dragover');
      }
    });
  }
  document.addEventListener('drop', (event) => {
    if (event.dataTransfer?.files.length > 0) {
      byId('file').files = event.dataTransfer.files;
      choose(event.dataTransfer.files);
    }
  });
}

// ---- encrypting

async function encrypt() {
  await add();
  if (busy || byId('address').value.trim() !== '') {
    return;
  }
  if (people.size === 0) {
    say('address-error', words.nobody);
    byId('address').focus();
    return;
  }
  if (!file) {
    say('file-error', byId('file-error').textContent || words.noFile);
    byId('file').focus();
    return;
  }
  await work();
}

async function work() {
  forgetResult();
  setBusy(true);
  say('state', words.working);
  try {
    if (!(await askAgain())) {
      say('state', words.changed);
      return;
    }
    const recipients = [...people.values()].map(({ found }) => found.recipient);
    offer(await encryptFile(file, recipients, (fraction) => { byId('progress').value = fraction; }));
    say('state', '');
  } catch (error) {
    // A file that was changed, moved or is locked; or one that this browser has no memory for.
    say('state', error.name === 'NotReadableError' || error.name === 'NotFoundError' ? words.unreadable : words.failed);
  } finally {
    setBusy(false);
  }
}

function setBusy(now) {
  busy = now;
  byId('progress').hidden = !now;
  byId('progress').value = 0;
  byId('go').toggleAttribute('disabled', now);
}

function offer(blob) {
  const name = `${safeName(file.name)}.p7m`;
  objectUrl = URL.createObjectURL(blob);
  const save = byId('save');
  save.href = objectUrl;
  save.download = name;
  for (const place of document.querySelectorAll('[data-name]')) {
    place.textContent = place.dataset.name === 'quoted' ? quoted(name) : name;
  }
  byId('result-size').textContent = size(blob.size);
  byId('readers').replaceChildren(...[...people.values()].map(({ found }) => {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('bdi'), { textContent: found.address }));
    return item;
  }));
  byId('result').hidden = false;
  byId('result-title').focus();
  save.click();
}

/** For a command line, on Windows too as far as it goes. */
function quoted(name) {
  if (/^[\w.@+][\w.@+-]*$/.test(name)) {
    return name;
  }
  return /[$`!\\]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}

/** What was made no longer fits what is chosen. */
function forgetResult() {
  byId('result').hidden = true;
  if (objectUrl) {
    URL.revokeObjectURL(objectUrl);
    objectUrl = '';
  }
}

function say(id, text) {
  byId(id).textContent = text;
}

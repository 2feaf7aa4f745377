/**
 * Forms that a passkey answers: the server's question is fetched, the device asked, and its answer sent as a field of the form
 * (WebAuthn Level 3, §5.1). Without this script, or without passkeys in the browser, such forms stay hidden.
 *
 * @module passkey
 */

/** @param {string} text  base64url @returns {Uint8Array} */
function octets(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer|null} buffer @returns {string|undefined} base64url */
function base64url(buffer) {
  return buffer
    ? btoa(String.fromCharCode(...new Uint8Array(buffer)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    : undefined;
}

const decoded = (keys) => keys.map((key) => ({ ...key, id: octets(key.id) }));

function creation(question) {
  return {
    ...question,
    challenge: octets(question.challenge),
    user: { ...question.user, id: octets(question.user.id) },
    excludeCredentials: decoded(question.excludeCredentials),
  };
}

function request(question) {
  return {
    ...question,
    challenge: octets(question.challenge),
    allowCredentials: decoded(question.allowCredentials),
  };
}

/** A credential as the server reads it (§5.1.5, RegistrationResponseJSON and AuthenticationResponseJSON). */
function json(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: base64url(response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[name]) {
      parts[name] = base64url(response[name]);
    }
  }
  return JSON.stringify({
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    response: parts,
    clientExtensionResults: {},
  });
}

async function asked(form) {
  const answer = await fetch(form.dataset.begin, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  if (answer.redirected) {
    // Its sender is to show first who they are.
    location.assign(answer.url);
    return null;
  }
  if (!answer.ok) {
    throw new Error(`${form.dataset.begin} answered ${answer.status}`);
  }
  return answer.json();
}

async function answered(form) {
  const question = await asked(form);
  if (question) {
    const credential =
      form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: creation(question) })
        : await navigator.credentials.get({ publicKey: request(question) });
    form.elements.answer.value = json(credential);
    form.submit();
  }
}

/** What became of it, in the page's words. */
const TROUBLES = { NotAllowedError: 'stopped', AbortError: 'stopped', InvalidStateError: 'known', SecurityError: 'elsewhere' };

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const trouble = form.querySelector('[data-trouble]');
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      await answered(form);
    } catch (error) {
      trouble.lastElementChild.textContent = trouble.dataset[TROUBLES[error.name] ?? 'failed'];
      trouble.hidden = false;
      button.disabled = false;
    }
  });
}

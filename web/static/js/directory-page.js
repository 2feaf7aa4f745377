/**
 * Searches while somebody types: the page that the form would bring is fetched, and its result takes the place of the one shown. Without this
 * script the form does the same.
 *
 * @module directory-page
 */
const PAUSE = 200;

const form = document.querySelector('form[role=search]');
const field = form.querySelector('input');
let waiting = 0;
let asked = null;

async function search() {
  asked?.abort();
  asked = new AbortController();
  const url = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.getElementById('found');
    if (answer.ok && found) {
      document.getElementById('found').replaceChildren(...found.childNodes);
      history.replaceState(null, '', url);
    }
  } catch (stopped) {
    // The next letter asked anew, or the server is away: what is shown stays, and the button still works.
  }
}

field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, PAUSE);
});

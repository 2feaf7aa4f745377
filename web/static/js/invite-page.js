/**
 * Sends a table of people as the file that it is: forms take less than a table may have. Without this script a short one is
 * pasted.
 *
 * @module invite-page
 */
const form = document.getElementById('table-form');
const file = document.getElementById('table-file');
const trouble = document.getElementById('table-trouble');
const MOST = 1024 * 1024;

document.getElementById('table-file-box').hidden = false;
form.addEventListener('submit', (event) => {
  if (file.files.length > 0) {
    event.preventDefault();
    send(file.files[0]);
  }
});

async function send(table) {
  const button = form.querySelector('button.primary');
  trouble.hidden = true;
  if (table.size > MOST) {
    tell(trouble.dataset.large);
    return;
  }
  button.disabled = true;
  const query = new URLSearchParams({ file: table.name, language: form.elements.language.value });
  if (form.elements.pair.checked) {
    query.set('pair', 'yes');
  }
  try {
    const response = await fetch(`/admin/invite/table?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', 'X-Signet-Form': form.elements.csrf.value, Accept: 'application/json' },
      body: table,
      redirect: 'error',
    });
    if (response.status === 201) {
      location.assign(response.headers.get('Location'));
      return;
    }
    const problem = await response.json().catch(() => ({}));
    tell(problem.detail ?? trouble.dataset.failed);
  } catch {
    tell(trouble.dataset.failed);
  }
  button.disabled = false;
}

function tell(text) {
  trouble.querySelector('span').textContent = text;
  trouble.hidden = false;
}

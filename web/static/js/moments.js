/**
 * Shows moments in the reader's own time zone, which the server does not know. Without this script
 * they stay as the server wrote them, in UTC; that text is kept as the tooltip.
 *
 * @module moments
 */
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const form = new Intl.DateTimeFormat(language, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

for (const time of document.querySelectorAll('time[data-moment]')) {
  time.title = time.textContent;
  time.textContent = form.format(new Date(time.dateTime));
}

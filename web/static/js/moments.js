/**
 * Shows moments and days in the reader's own time zone, which the server does not know. Without this script they stay as the server
 * wrote them, in UTC; the tooltip tells the zone, and keeps that text.
 *
 * @module moments
 */
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const date = { day: 'numeric', month: 'short', year: 'numeric' };
const time = { hour: '2-digit', minute: '2-digit' };
const forms = {
  '': new Intl.DateTimeFormat(language, { ...date, ...time, timeZoneName: 'short' }),
  day: new Intl.DateTimeFormat(language, date),
};
const exact = new Intl.DateTimeFormat(language, { ...date, ...time, second: '2-digit', timeZoneName: 'long' });

function show() {
  for (const element of document.querySelectorAll('time[data-moment]:not([title])')) {
    const at = new Date(element.dateTime);
    element.title = `${exact.format(at)} (${element.textContent}${element.dataset.moment === 'day' ? ' UTC' : ''})`;
    element.textContent = forms[element.dataset.moment].format(at);
  }
}

show();
// What other scripts bring into the page later.
new MutationObserver(show).observe(document.body, { childList: true, subtree: true });

/**
 * Buttons that print the page; without this script they stay hidden, and the browser's own menu prints.
 *
 * @module print-button
 */
for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

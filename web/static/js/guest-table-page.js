/** Loads the page again while rows of its table are still being worked on. */
setTimeout(() => location.reload(), 2000);

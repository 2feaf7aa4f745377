/** A real browser, headless Chromium, walks the pages as people do. */
package org.signet.browser;

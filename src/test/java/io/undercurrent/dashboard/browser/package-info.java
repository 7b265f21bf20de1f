/** A browser for tests: Chromium without a window, driven over its DevTools protocol. */
package io.undercurrent.dashboard.browser;

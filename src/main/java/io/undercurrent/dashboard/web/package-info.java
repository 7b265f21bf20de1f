/**
 * The browser's side of the live page: files, a stream of events for each open page, and what a page says it wants to see.
 */
package io.undercurrent.dashboard.web;

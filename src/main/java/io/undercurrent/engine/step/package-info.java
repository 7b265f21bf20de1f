/**
 * Steps the network over the days of many series at once, and computes the forecasts requested. {@link
 * io.undercurrent.engine.window.WindowUpdate}s say which days and which forecasts; nothing here decides about time.
 */
package io.undercurrent.engine.step;

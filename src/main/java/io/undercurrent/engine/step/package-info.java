/**
 * Stepping the network over the days of many series at once, and reading the forecasts off it that are owed. Which days and which
 * forecasts is told by {@link io.undercurrent.engine.window.WindowUpdate}s; no question of time is answered here.
 */
package io.undercurrent.engine.step;

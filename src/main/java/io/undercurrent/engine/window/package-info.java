/**
 * The window of each series, and every question of time: {@link io.undercurrent.engine.window.Timekeeper} decides what becomes of a
 * reading, {@link io.undercurrent.engine.window.StepPlanner} which days the network has to be stepped over for it and which
 * forecasts are owed. Where state lives, who keeps the alarms and what follows is up to whoever calls.
 */
package io.undercurrent.engine.window;

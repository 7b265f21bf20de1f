/**
 * The window of each series, and all decisions about time. {@link io.undercurrent.engine.window.Timekeeper} decides
 * whether to accept, hold or reject a reading; {@link io.undercurrent.engine.window.StepPlanner} which days to step the
 * network over and which forecasts to make. Callers supply the state, the alarms and the receiver of results.
 */
package io.undercurrent.engine.window;

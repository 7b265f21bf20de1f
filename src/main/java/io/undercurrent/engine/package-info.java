/**
 * Forecasts series in plain Java, without any framework: {@link io.undercurrent.engine.SeriesEngine} processes one
 * reading at a time with the {@link io.undercurrent.engine.SeriesState} of its series. The streaming job runs the same
 * parts, one operator each, so that many series share a step of the network: {@code window}, {@code step} and {@code
 * calibration}. {@code rehearsal} plays them before a job reads anything.
 */
package io.undercurrent.engine;

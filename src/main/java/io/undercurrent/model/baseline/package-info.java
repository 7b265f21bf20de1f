/**
 * The forecasts that a network corrects, computed without a network. {@link io.undercurrent.model.baseline.LongView}
 * holds those that need more than a year: climate, weekdays, occasions, dates and level.
 */
package io.undercurrent.model.baseline;

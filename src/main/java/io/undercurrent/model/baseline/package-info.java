/**
 * Forecasts that need no network, which a network corrects: what the {@link io.undercurrent.model.baseline.LongView} of more than a
 * year says of climate, weekdays, occasions, dates and of where the level is heading.
 */
package io.undercurrent.model.baseline;

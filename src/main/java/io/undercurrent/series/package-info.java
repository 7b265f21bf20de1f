/**
 * The vocabulary of the product in plain Java: what a {@link io.undercurrent.series.Reading} is, the
 * {@link io.undercurrent.series.SlidingWindow} of days that each series keeps, the {@link
 * io.undercurrent.series.Forecast} that leaves, and the {@link io.undercurrent.series.Rejection} for what
 * cannot become one. Nothing here knows of a framework, of bytes or of a network.
 */
package io.undercurrent.series;

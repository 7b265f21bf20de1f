/**
 * The basic types of the product in plain Java: the {@link io.undercurrent.series.Reading}, the {@link
 * io.undercurrent.series.SlidingWindow} of days that each series keeps, the {@link io.undercurrent.series.Forecast},
 * and the {@link io.undercurrent.series.Rejection} of a message or reading. Nothing here depends on a framework, on
 * record formats or on a network.
 */
package io.undercurrent.series;

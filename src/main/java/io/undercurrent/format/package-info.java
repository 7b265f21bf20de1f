/**
 * Records to and from bytes: readings, forecasts and scores as JSON messages, readings as long CSV files. What comes in from
 * outside is validated here and nowhere else; behind this package a {@link io.undercurrent.series.Reading} is sound.
 */
package io.undercurrent.format;

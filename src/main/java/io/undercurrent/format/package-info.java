/**
 * Records to and from bytes: readings, forecasts and scores as JSON messages; CSV files in {@code format.csv}. What comes in from
 * outside is validated here and nowhere else; after that a {@link io.undercurrent.series.Reading} is sound.
 */
package io.undercurrent.format;

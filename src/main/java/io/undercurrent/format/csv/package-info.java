/**
 * Readings, weights and the forecasts of others as CSV files.
 */
package io.undercurrent.format.csv;

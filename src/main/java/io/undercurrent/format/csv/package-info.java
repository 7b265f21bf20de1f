/**
 * Readings and weights as CSV files.
 */
package io.undercurrent.format.csv;

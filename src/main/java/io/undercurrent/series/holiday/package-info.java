/** Holidays as days and names: plain data, which a model carries with it. Who makes them is {@code io.undercurrent.holiday}. */
package io.undercurrent.series.holiday;

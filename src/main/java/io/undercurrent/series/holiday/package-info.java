/** Holidays as days and names: plain data, stored in model files. {@code io.undercurrent.holiday} creates them. */
package io.undercurrent.series.holiday;

/**
 * How two models do on the same days of the same series: sums that can be added up over series, wherever they are processed, and taken
 * back.
 */
package io.undercurrent.series.comparison;

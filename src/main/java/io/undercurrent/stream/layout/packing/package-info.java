/**
 * Packs the numbers of a window, and of forecasts with what was learnt from them, into few bytes.
 */
package io.undercurrent.stream.layout.packing;

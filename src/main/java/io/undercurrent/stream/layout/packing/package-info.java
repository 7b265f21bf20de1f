/**
 * Packs the numbers of a window into few bytes.
 */
package io.undercurrent.stream.layout.packing;

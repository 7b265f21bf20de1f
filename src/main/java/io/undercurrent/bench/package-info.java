/**
 * How fast the product is on the machine at hand: the benchmarks of {@code undercurrent bench}, each of which compares within one
 * run, and what they report. Comparisons with other libraries are not here but beside the tests, since the product does not
 * carry these.
 */
package io.undercurrent.bench;

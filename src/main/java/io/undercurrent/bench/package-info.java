/**
 * The benchmarks of {@code undercurrent bench} and their reports. Each compares figures of one run on one machine.
 * Comparisons with other libraries are among the tests, because the product does not contain those libraries.
 */
package io.undercurrent.bench;

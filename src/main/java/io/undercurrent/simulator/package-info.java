/**
 * Simulated stores: realistic daily temperature and sales from a process with known expected values, so that the error
 * of a forecast can be compared with the smallest possible error. Transport faults (gaps, duplicates, late and corrupt
 * messages) are added in a separate step.
 */
package io.undercurrent.simulator;

/**
 * Stores that do not exist: daily temperature and sales that look like the real thing, drawn from a process whose expected
 * values are known, so that the error which no forecast can avoid stands beside the error of a forecast. The faults of real
 * transport (gaps, duplicates, late and corrupt messages) are a step of their own on top of it.
 */
package io.undercurrent.simulator;

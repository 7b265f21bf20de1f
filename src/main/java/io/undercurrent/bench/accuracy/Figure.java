package io.undercurrent.bench.accuracy;

/**
 * One number.
 *
 * @param seed of the training; 0 for a baseline, which has none
 */
record Figure(String set, Period.Role role, String method, String measure, long seed, double value) {}

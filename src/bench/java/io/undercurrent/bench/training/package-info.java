/** Back-propagation through time against the same formulas in plain calls of ND4J. */
package io.undercurrent.bench.training;

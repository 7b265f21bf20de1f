/** Benchmarks of what happens to a model before it runs: it is trained, and read from its file. */
package io.undercurrent.bench.model;

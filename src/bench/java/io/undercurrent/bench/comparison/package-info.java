/** What all comparisons report: machine, libraries, options, raw runs. */
package io.undercurrent.bench.comparison;

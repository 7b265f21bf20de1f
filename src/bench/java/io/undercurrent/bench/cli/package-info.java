/** The command line of {@code ./mvnw -Pbench}. */
package io.undercurrent.bench.cli;

/** What a window keeps besides its days: bits for quick counts, results computed from its days, and its content as plain values, for storage. */
package io.undercurrent.series.kept;

/** What a window keeps besides its days: bits for quick counts, and results computed from its days. */
package io.undercurrent.series.kept;

/**
 * Reads messages and files of other formats. A {@link io.undercurrent.format.mapping.ReadingMapping} describes where
 * series, day and values are, how they are written and in which envelope, and creates the format that reads them.
 */
package io.undercurrent.format.mapping;

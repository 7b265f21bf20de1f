/** Parquet files of readings. Only this package knows the library that decodes them, and no class of Hadoop is needed for it. */
package io.undercurrent.format.parquet;

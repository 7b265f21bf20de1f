/**
 * The past of a series as a whole: built from the rows of a file, without the single odd days that most likely have a wrong date.
 */
package io.undercurrent.series.history;

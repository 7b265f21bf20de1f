/**
 * The files that commands read and write: readings, with the names of their columns as options list them; countries, holidays and
 * kinds of series; and results.
 */
package io.undercurrent.cli.files;

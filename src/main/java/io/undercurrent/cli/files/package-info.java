/** The files that commands read and write: readings, with the names of their columns as options list them, and results. */
package io.undercurrent.cli.files;

/**
 * The command line: one class for each command, which turns options into calls of other packages and results into text.
 * Code that commands share is in {@code options}, {@code arguments}, {@code files}, {@code process} and {@code view}. Only this package
 * and its sub-packages print or exit.
 */
package io.undercurrent.cli;

/**
 * The command line: one class a command, each of which turns options into calls of the other packages and their results
 * into text, and what {@code run} needs to stay inside this process, to go on from where it was, and to tell what keeps
 * readings away. What several share stands in {@code options}, {@code files}, {@code process} and {@code view}. Nothing else in the product
 * prints or exits.
 */
package io.undercurrent.cli;

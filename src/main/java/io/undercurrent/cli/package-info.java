/**
 * The command line: one class a command, each of which turns options into calls of the other packages and their results
 * into text, and what {@code run} needs to stay inside this process and to go on from where it was. What several share stands
 * in {@code files}, {@code process} and {@code view}. Nothing else in the product prints or exits.
 */
package io.undercurrent.cli;

/** What the command that simulates stores can have happen to them. */
package io.undercurrent.cli.simulation;

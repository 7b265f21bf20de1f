/** What the arguments of a command have to be to each other: options that need others or exclude them, and files that are not the same. */
package io.undercurrent.cli.arguments;

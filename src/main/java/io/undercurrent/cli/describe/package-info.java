/** What is in a sample of messages or rows, and which settings would read it. */
package io.undercurrent.cli.describe;

/** The command that measures the accuracy page again. */
package io.undercurrent.cli.accuracy;

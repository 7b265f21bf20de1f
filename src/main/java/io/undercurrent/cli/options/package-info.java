/**
 * Options that several commands share, each group with its texts and its checks.
 */
package io.undercurrent.cli.options;

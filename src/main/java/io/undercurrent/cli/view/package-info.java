/** How long texts look on a terminal and elsewhere: the demo, a backtest, the lines of help. */
package io.undercurrent.cli.view;

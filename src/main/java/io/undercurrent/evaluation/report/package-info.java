/**
 * The result of a backtest for those who were not there: as JSON for scripts, as one page of HTML for people.
 */
package io.undercurrent.evaluation.report;

/**
 * Series that add up, such as the items of a store: which they are, and how their forecasts are made to agree, with intervals calibrated
 * afterwards. Plain Java: a backtest and a job on the topic of forecasts both run what is here.
 */
package io.undercurrent.reconciliation;

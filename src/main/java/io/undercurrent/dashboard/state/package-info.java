/**
 * The live page's data of the series: the newest days, flags, forecasts and scores for each target, within a limited
 * memory. Nothing here depends on Kafka or on a browser.
 */
package io.undercurrent.dashboard.state;

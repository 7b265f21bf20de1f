/**
 * The live page's data. Here are those of the series: the newest days, flags, forecasts and scores for each target, within a limited
 * memory. {@link io.undercurrent.dashboard.state.PageData} has all that the page knows. Nothing here depends on Kafka or on a browser.
 */
package io.undercurrent.dashboard.state;

/**
 * What the live page knows of the series: the newest days, flags, forecasts and scores of each, apart for each target, within a budget of
 * bytes. Nothing here knows of Kafka or of a browser.
 */
package io.undercurrent.dashboard.state;

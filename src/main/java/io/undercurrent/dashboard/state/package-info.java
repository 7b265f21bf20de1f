/**
 * What the live page knows: the newest days, forecasts and scores of each series, within a budget of bytes, and the newest
 * rejected messages. Nothing here knows of Kafka or of a browser.
 */
package io.undercurrent.dashboard.state;

/**
 * What the live page knows besides the series: how fast messages come and go, how far each job is, how the reading of the topics goes, and
 * the newest rejected messages. Nothing here knows of Kafka or of a browser.
 */
package io.undercurrent.dashboard.traffic;

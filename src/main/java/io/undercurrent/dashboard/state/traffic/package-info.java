/**
 * The live page's data of jobs and topics: message rates, the progress of each job, the state of reading each topic,
 * and the newest rejected messages. Nothing here depends on Kafka or on a browser.
 */
package io.undercurrent.dashboard.state.traffic;

/**
 * Forecasts that the server of the live page computes itself, with the model of a job: under other covariates, and taken apart. The
 * windows come from the readings, as in the job; the network is run over a copy, so that nothing of a job changes. Nothing here
 * depends on Kafka or on a server.
 */
package io.undercurrent.dashboard.outlook;

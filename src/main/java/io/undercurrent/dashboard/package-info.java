/**
 * The live page: {@link io.undercurrent.dashboard.Dashboard} reads the topics of one or more jobs, keeps their newest
 * data within a fixed memory, and shows them in a browser. It only reads: no record, offset or topic is ever written.
 *
 * <p>With the model of a job, it also makes forecasts of its own, in {@code outlook}.
 *
 * <p>Data are in {@code state}, readers of Kafka in {@code feed}, the web server in {@code web}; the page itself is among the resources of this package.
 */
package io.undercurrent.dashboard;

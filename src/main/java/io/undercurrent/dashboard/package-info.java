/**
 * The live page: {@link io.undercurrent.dashboard.Dashboard} reads the topics of one or more jobs, keeps what a person would want to see
 * of them within a bounded memory, and shows it in a browser. It reads alone: no record, offset or topic is ever written.
 *
 * <p>What is known of the series is in {@code state}, of jobs and topics in {@code traffic}, where it comes from in {@code feed}, what a
 * browser gets in {@code web}; the page itself is among the resources of this package.
 */
package io.undercurrent.dashboard;

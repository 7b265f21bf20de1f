/**
 * The job as a whole: {@link io.undercurrent.job.ForecastJob} joins the operators between any two ends, {@link
 * io.undercurrent.job.KafkaEnds} makes the ends that production has, and the options of both are validated here once.
 */
package io.undercurrent.job;

/**
 * The job as a whole: {@link io.undercurrent.job.ForecastJob} joins the operators between any two ends, {@link
 * io.undercurrent.job.KafkaEnds} makes the ends that production has, the options of both are validated here once,
 * and Flink gets the settings that suit the job where nobody gives others. {@code job.source} knows which topic of readings it
 * reads, {@code job.restore} what a job can go on from.
 */
package io.undercurrent.job;

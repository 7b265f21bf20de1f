/**
 * The job as a whole: {@link io.undercurrent.job.ForecastJob} joins the operators between any two ends, its options are
 * validated here once, and Flink gets the settings that suit the job where nobody gives others. The ends that production has
 * are in {@code job.kafka}, {@code job.source} knows which topic of readings a job reads, {@code job.restore} what it can go on
 * from.
 */
package io.undercurrent.job;

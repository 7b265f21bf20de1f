/**
 * The operators between the two ends of a job, their records and their state: {@link
 * io.undercurrent.stream.ParseReading} makes readings out of bytes, {@link
 * io.undercurrent.stream.SlidingWindowFunction} answers every question of time, {@link
 * io.undercurrent.stream.RnnOperator} steps the network over many series at once, {@link
 * io.undercurrent.stream.Calibrator} meets its forecasts with what happened. Where records come from and go to is not
 * known here.
 *
 * <p>Every record and every state has a {@link io.undercurrent.stream.Layout} of ours with a version; nothing is left
 * to Flink's generic serialisation.
 */
package io.undercurrent.stream;

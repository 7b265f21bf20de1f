/**
 * The operators between the two ends of a job, and their serialisers. {@link io.undercurrent.stream.ParseReading} makes readings
 * out of messages. The three after it run the parts of {@code io.undercurrent.engine}, and add what Flink has to: keyed state, timers,
 * metrics, and the bundling of many series. {@link io.undercurrent.stream.SlidingWindowFunction} answers every question of time,
 * {@link io.undercurrent.stream.RnnOperator} steps the network, {@link io.undercurrent.stream.Calibrator} meets its forecasts with what
 * happened. {@link io.undercurrent.stream.ForecastTopology} joins the three, and {@link io.undercurrent.stream.TakeReading} lets in readings
 * that came in no messages. Where records come from and go to is not known here.
 *
 * <p>Records stand in {@code record}, state in {@code state}, the bytes of both in {@code layout}; nothing is left to Flink's generic
 * serialisation. {@link io.undercurrent.stream.LayoutSerializerSnapshot} stays in this package: its full name stands in savepoints.
 */
package io.undercurrent.stream;

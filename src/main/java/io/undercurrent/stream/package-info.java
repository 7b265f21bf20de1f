/**
 * The operators between source and sinks of a job, and their serialisers. {@link io.undercurrent.stream.ParseReading}
 * parses messages to readings. The three operators after it run the parts of {@code io.undercurrent.engine} with
 * Flink's keyed state, timers and metrics, and bundle many series. {@link io.undercurrent.stream.WindowOperator}
 * decides about time, {@link io.undercurrent.stream.RnnOperator} steps the network, {@link
 * io.undercurrent.stream.Calibrator} scores and corrects forecasts. {@link
 * io.undercurrent.stream.ForecastTopology} connects the three; {@link io.undercurrent.stream.TakeReading} accepts
 * readings that did not come as messages. Nothing here depends on where records come from or go to.
 *
 * <p>Records are in {@code record}, state in {@code state}, the bytes of both in {@code layout}; Flink's generic
 * serialisation is never used. {@link io.undercurrent.stream.LayoutSerializerSnapshot} must stay in this package,
 * because savepoints contain its full name.
 */
package io.undercurrent.stream;

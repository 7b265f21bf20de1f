package io.undercurrent.stream;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The keyed operators, joined:
 *
 * <pre>{@code
 * keyBy(series) ──► SlidingWindowFunction ──► RnnOperator ──► Calibrator ──► forecasts
 *                            └─► rejected                          └───────► scores
 * }</pre>
 *
 * <p>They form one chain, in which windows pass by reference where Flink reuses objects and are copied where it does not. The uids
 * name state in savepoints: they are never changed.
 *
 * @param model model that forecasts
 * @param contract of the series, which the model must fit; its lateness overrides
 *     that of the limits
 * @param bundle when series are stepped together
 * @param time which dates are believed, and how long to wait for readings
 * @param calibration how forecasts are corrected
 * @param scoring whether anyone receives the scores
 * @param prefix of the uids and names, so that one job can hold several topologies
 */
public record ForecastTopology(
        SharedModel model,
        SeriesContract contract,
        BundleLimits bundle,
        TimeLimits time,
        CalibrationOptions calibration,
        boolean scoring,
        String prefix) {

    /**
     * @throws IllegalArgumentException if the model does not fit the contract
     */
    public ForecastTopology {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(prefix, "prefix");
        model.get().requireFit(contract);
        time = time.withLateness(contract.lateness());
    }

    /** Adds the operator that makes forecasts from windows: the network's, or another one for comparison. */
    public interface Stepping {
        SingleOutputStreamOperator<ForecastUpdate> apply(KeyedStream<WindowUpdate, String> windows);
    }

    /**
     * The output streams.
     *
     * @param forecasts forecasts for each reading that came in time
     * @param scores scores of each day with a reading;
     *     none unless {@link ForecastTopology#scoring}
     * @param rejectedRecords every other reading as its original message, with the reason
     * @param rejectedReadings the same as readings
     */
    public record Results(
            DataStream<Forecast> forecasts,
            DataStream<DayScore> scores,
            DataStream<RejectedRecord> rejectedRecords,
            DataStream<RejectedReading> rejectedReadings) {}

    /** Adds the operators to the job of {@code readings}. */
    public Results connect(KeyedStream<ParsedReading, String> readings) {
        RnnOperator network = new RnnOperator(model, bundle, contract);
        return connect(readings, windows -> windows.transform(prefix + "rnn", StreamTypes.FORECAST_UPDATE, network));
    }

    /** Adds the operators with {@code stepping} between window and calibrator. */
    public Results connect(KeyedStream<ParsedReading, String> readings, Stepping stepping) {
        SingleOutputStreamOperator<WindowUpdate> windows = named(
                "window",
                readings.process(
                        new SlidingWindowFunction(contract.columns(), contract.window(), contract.horizon(), time),
                        StreamTypes.WINDOW_UPDATE));
        SingleOutputStreamOperator<ForecastUpdate> updates = stepping.apply(
                        DataStreamUtils.reinterpretAsKeyedStream(windows, WindowUpdate::key, Types.STRING))
                .uid(prefix + "rnn");
        SingleOutputStreamOperator<Forecast> forecasts = named(
                "calibrator",
                DataStreamUtils.reinterpretAsKeyedStream(updates, ForecastUpdate::key, Types.STRING)
                        .process(new Calibrator(model, calibration, scoring), StreamTypes.FORECAST));
        return new Results(
                forecasts,
                forecasts.getSideOutput(Calibrator.SCORES),
                windows.getSideOutput(ParseReading.REJECTED),
                windows.getSideOutput(SlidingWindowFunction.REJECTED_READINGS));
    }

    private <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(prefix + name).uid(prefix + name);
    }
}

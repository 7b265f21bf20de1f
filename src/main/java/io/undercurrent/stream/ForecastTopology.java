package io.undercurrent.stream;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.Successor;
import io.undercurrent.stream.time.PastForecasts;
import java.util.List;
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
 * keyBy(series) ──► WindowOperator ──► RnnOperator ──► Calibrator ──► forecasts
 *                         └─► rejected                      └───────► scores, anomalies, shadows
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
 * @param past which forecasts are written while the past is read
 * @param scoring whether anyone receives the scores
 * @param statics what stays the same about each series
 * @param prefix of the uids and names, so that one job can hold several topologies
 */
public record ForecastTopology(
        SharedModel model,
        SeriesContract contract,
        BundleLimits bundle,
        TimeLimits time,
        CalibrationOptions calibration,
        PastForecasts past,
        boolean scoring,
        StaticTable statics,
        String prefix) {

    /**
     * @throws IllegalArgumentException if the model does not fit the contract, or something is a count that is no target
     */
    public ForecastTopology {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(past, "past");
        Objects.requireNonNull(statics, "statics");
        Objects.requireNonNull(prefix, "prefix");
        model.get().requireFit(contract);
        calibration.counts().among(contract.columns().targets());
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
     * @param shadows what models forecast that are stepped beside those that count
     * @param compared how these did beside each other; the sum over all of it counts
     * @param anomalies values that were not expected, and those that are so no more after a correction
     * @param rejectedRecords every other reading as its original message, with the reason
     * @param rejectedReadings the same as readings
     */
    public record Results(
            DataStream<Forecast> forecasts,
            DataStream<Forecast> shadows,
            DataStream<ComparedDays> compared,
            DataStream<DayScore> scores,
            DataStream<Anomaly> anomalies,
            DataStream<RejectedRecord> rejectedRecords,
            DataStream<RejectedReading> rejectedReadings) {}

    /** Adds the operators to the job of {@code readings}. */
    public Results connect(KeyedStream<ParsedReading, String> readings) {
        return connect(readings, windows -> step(windows, false));
    }

    /** Adds the operators with {@code stepping} between window and calibrator. */
    public Results connect(KeyedStream<ParsedReading, String> readings, Stepping stepping) {
        return connect(windows(readings, List.of()), stepping);
    }

    /**
     * Adds the operators; other models succeed the one of this topology, and none comes while the job runs.
     *
     * @param known successors that are there before the first reading
     */
    public Results connect(KeyedStream<ParsedReading, String> readings, List<Successor> known) {
        return connect(windows(readings, known), windows -> step(windows, false));
    }

    private SingleOutputStreamOperator<WindowUpdate> windows(
            KeyedStream<ParsedReading, String> readings, List<Successor> known) {
        return readings.transform(
                "window", StreamTypes.WINDOW_UPDATE, new SlidingWindowOperator(windowSettings(), known));
    }

    /**
     * Adds the operators; other models succeed the one of this topology.
     *
     * @param known successors that are there before the first reading
     * @param successors those that come while the job runs
     */
    public Results connect(
            KeyedStream<ParsedReading, String> readings, List<Successor> known, DataStream<Successor> successors) {
        return connect(
                new SucceedingWindowOperator(windowSettings(), known).connect(readings, successors),
                windows -> step(windows, true));
    }

    private WindowSettings windowSettings() {
        return new WindowSettings(contract, time);
    }

    private SingleOutputStreamOperator<ForecastUpdate> step(
            KeyedStream<WindowUpdate, String> windows, boolean succeeded) {
        return windows.transform(
                prefix + "rnn",
                StreamTypes.FORECAST_UPDATE,
                new RnnOperator(model, bundle, contract, statics, succeeded));
    }

    private Results connect(SingleOutputStreamOperator<WindowUpdate> unnamed, Stepping stepping) {
        SingleOutputStreamOperator<WindowUpdate> windows = named("window", unnamed);
        SingleOutputStreamOperator<ForecastUpdate> updates = stepping.apply(
                        DataStreamUtils.reinterpretAsKeyedStream(windows, WindowUpdate::key, Types.STRING))
                .uid(prefix + "rnn");
        SingleOutputStreamOperator<Forecast> forecasts = named(
                "calibrator",
                DataStreamUtils.reinterpretAsKeyedStream(updates, ForecastUpdate::key, Types.STRING)
                        .transform(
                                prefix + "calibrator",
                                StreamTypes.FORECAST,
                                Calibrator.operator(model, calibration, scoring, past)));
        return new Results(
                forecasts,
                forecasts.getSideOutput(Calibrator.SHADOWS),
                forecasts.getSideOutput(Calibrator.COMPARED),
                forecasts.getSideOutput(Calibrator.SCORES),
                forecasts.getSideOutput(Calibrator.ANOMALIES),
                windows.getSideOutput(ParseReading.REJECTED),
                windows.getSideOutput(WindowOperator.REJECTED_READINGS));
    }

    private <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(prefix + name).uid(prefix + name);
    }
}

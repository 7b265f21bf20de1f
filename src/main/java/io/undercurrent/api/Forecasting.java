package io.undercurrent.api;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.ForecastTopology;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.TakeReading;
import io.undercurrent.stream.WindowOperator;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.time.PastForecasts;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Forecasts inside of a Flink job of your own:
 *
 * <pre>{@code
 * ForecastStreams streams = Forecasting.of("s3://models/stores.safetensors")
 *         .keepLateness(7)
 *         .uidPrefix("stores-")
 *         .on(readings);
 * }</pre>
 *
 * <p>The operators are those of the job that {@code undercurrent run} starts. They keep state for each series, and
 * neither need nor change settings of the environment. One job may hold several, each with its own {@linkplain
 * #uidPrefix prefix}.
 *
 * <p>The time of a reading is the timestamp of its record. These timestamps and the watermarks of the stream decide
 * when a date lies too far ahead, how long a jump waits for confirmation, and when a silent series is forgotten.
 * Readings without timestamps are accepted whatever their date.
 *
 * <p>Immutable: each setting makes another instance.
 */
public final class Forecasting {

    private final Optional<SeriesContract> contract;
    private final Optional<SharedModel> model;
    private final TimeLimits time;
    private final CalibrationOptions calibration;
    private final String prefix;

    private Forecasting(
            Optional<SeriesContract> contract,
            Optional<SharedModel> model,
            TimeLimits time,
            CalibrationOptions calibration,
            String prefix) {
        this.contract = contract;
        this.model = model;
        this.time = time;
        this.calibration = calibration;
        this.prefix = prefix;
    }

    /**
     * Forecasts with a model, with its column names, quantiles and horizon.
     *
     * @param location of the model file: a path, or a URI that Flink can read
     * @throws IOException if there is no such file, or it is not a model; the message names the file
     */
    public static Forecasting of(String location) throws IOException {
        return new Forecasting(Optional.empty(), Optional.empty(), TimeLimits.DEFAULT, CalibrationOptions.DEFAULT, "")
                .model(location);
    }

    /** Forecasts under a contract, with its lateness; the {@link #model} must fit it. */
    public static Forecasting of(SeriesContract contract) {
        return new Forecasting(
                Optional.of(contract),
                Optional.empty(),
                TimeLimits.DEFAULT.withLateness(contract.lateness()),
                CalibrationOptions.DEFAULT,
                "");
    }

    /**
     * Sets the model. Its file is read at once and becomes part of the job.
     *
     * @param location of the model file: a path, or a URI that Flink can read
     * @throws IOException if there is no such file, or it is not a model; the message names the file
     * @throws IllegalArgumentException if the model does not fit the contract
     */
    public Forecasting model(String location) throws IOException {
        SharedModel read = SharedModel.read(Objects.requireNonNull(location, "location"));
        contract.ifPresent(read.get()::requireFit);
        return new Forecasting(contract, Optional.of(read), time, calibration, prefix);
    }

    /**
     * How many days a reading may be older than the newest of its series; later ones are rejected. Default: 14 days, or
     * the model's window if that is shorter. More than the window is refused when the operators are added.
     *
     * @throws IllegalArgumentException if it is negative, or a contract was given that says otherwise
     */
    public Forecasting keepLateness(int days) {
        contract.map(SeriesContract::lateness).filter(agreed -> agreed != days).ifPresent(agreed -> {
            throw new IllegalArgumentException(
                    "lateness: expected the " + agreed + " days of the contract, but got " + days);
        });
        return with(time.withLateness(days));
    }

    /**
     * How many days after the timestamp of its record, in UTC, a reading may be dated; 1 if not given. Later ones are rejected.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Forecasting maxAhead(int days) {
        return with(new TimeLimits(time.lateness(), OptionalInt.of(days), time.confirmation(), time.retention()));
    }

    /** Readings may be dated any number of days ahead. */
    public Forecasting anyDaysAhead() {
        return with(time.withoutAhead());
    }

    /**
     * How long a reading more than a window after the newest of its series waits for a second one to confirm it; 14 days if not
     * given. Then it is rejected.
     *
     * @throws IllegalArgumentException if it is shorter than a millisecond, or longer than ten thousand years
     */
    public Forecasting confirmJumps(Duration wait) {
        return with(new TimeLimits(time.lateness(), time.ahead(), Optional.of(wait), time.retention()));
    }

    /** Accepts readings more than a window after the newest of their series at once. */
    public Forecasting believeJumps() {
        return with(new TimeLimits(time.lateness(), time.ahead(), Optional.empty(), time.retention()));
    }

    /**
     * How long after its last reading a series releases its state; 400 days if not given.
     *
     * @throws IllegalArgumentException if it is shorter than a millisecond, or longer than ten thousand years
     */
    public Forecasting forgetAfter(Duration silence) {
        return with(new TimeLimits(time.lateness(), time.ahead(), time.confirmation(), Optional.of(silence)));
    }

    /** Never forgets a series. */
    public Forecasting neverForget() {
        return with(new TimeLimits(time.lateness(), time.ahead(), time.confirmation(), Optional.empty()));
    }

    private Forecasting with(TimeLimits limits) {
        return new Forecasting(contract, model, limits, calibration, prefix);
    }

    /** Does not correct forecasts: intervals are not learnt from errors, and the baseline never takes over. */
    public Forecasting uncalibrated() {
        CalibrationOptions off = new CalibrationOptions(false, 0, calibration.alarmsPerYear(), calibration.counts());
        return new Forecasting(contract, model, time, off, prefix);
    }

    /**
     * How many false alarms {@linkplain ForecastStreams#anomalies anomalies} may cause in a year of days of one series; 1 if not given.
     *
     * @throws IllegalArgumentException if it is not above 0, or so many that they would be no anomalies
     */
    public Forecasting alarmsPerYear(double alarms) {
        return new Forecasting(contract, model, time, calibration.withAlarmsPerYear(alarms), prefix);
    }

    /**
     * Sets the prefix of the operators' uids and names; default: none. Savepoints contain the uids, so keep the prefix
     * as long as you want to restore the state.
     */
    public Forecasting uidPrefix(String text) {
        return new Forecasting(contract, model, time, calibration, Objects.requireNonNull(text, "prefix"));
    }

    /**
     * Adds the operators to the job of a stream.
     *
     * @param readings in any order across series; those of one series in the order in which corrections are to hold. Each has a value for
     *     each column of the model, targets first; another number of values makes the job fail
     * @throws IllegalArgumentException if the lateness is more than the window of the model
     * @throws IllegalStateException if there is no model, or the job does not run as a stream
     */
    public ForecastStreams on(DataStream<Reading> readings) {
        return on(readings.keyBy(Reading::key, Types.STRING));
    }

    /**
     * Adds the operators to the job of a stream that is keyed by {@link Reading#key()} already, without another shuffle. Keyed by anything
     * else, the job fails at the first reading.
     *
     * @throws IllegalArgumentException if the lateness is more than the window of the model
     * @throws IllegalStateException if there is no model, or the job does not run as a stream
     */
    public ForecastStreams on(KeyedStream<Reading, String> readings) {
        SharedModel shared = model.orElseThrow(
                () -> new IllegalStateException("model: expected a call of model(location) before on(readings)"));
        requireStreaming(readings);
        ForecastModel built = shared.get();
        SeriesContract kept = contract.orElseGet(() -> built.contract(time.lateness(built.window())));
        SingleOutputStreamOperator<ParsedReading> taken = readings.process(
                        new TakeReading(kept.columns()), StreamTypes.PARSED_READING)
                .name(prefix + "take")
                .uid(prefix + "take");
        ForecastTopology.Results results = new ForecastTopology(
                        shared,
                        kept,
                        BundleLimits.DEFAULT,
                        time,
                        calibration,
                        PastForecasts.ALL,
                        true,
                        StaticTable.NONE,
                        prefix)
                .connect(DataStreamUtils.reinterpretAsKeyedStream(taken, ParsedReading::key, Types.STRING));
        return new ForecastStreams(
                results.forecasts(),
                results.scores(),
                taken.getSideOutput(WindowOperator.REJECTED_READINGS).union(results.rejectedReadings()),
                results.anomalies());
    }

    /** Flink's batch mode hands over one series after another, and forgets the one before. */
    private static void requireStreaming(DataStream<?> readings) {
        RuntimeExecutionMode mode =
                readings.getExecutionEnvironment().getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
        if (mode != RuntimeExecutionMode.STREAMING) {
            throw new IllegalStateException(
                    ExecutionOptions.RUNTIME_MODE.key() + ": expected STREAMING, but got " + mode);
        }
    }
}

package io.undercurrent.stream;

import static io.undercurrent.stream.time.PastForecasts.ALL;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.kind.StaticTable;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.record.Successor;
import io.undercurrent.stream.state.StoredJump;
import io.undercurrent.stream.time.PastForecasts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of the three keyed operators, wired as in the job: updates pass from one to the next by reference. */
public final class SeriesOperators implements AutoCloseable {

    static final int MAX_PARALLELISM = 16;

    /** The first time of messages and of the clock: later than any day that tests make up. */
    static final long NOW = Duration.ofDays(40_000).toMillis();

    /** Where state lives. */
    public enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /** A checkpoint of all operators. */
    public record Checkpoint(
            OperatorSubtaskState windows, OperatorSubtaskState states, OperatorSubtaskState calibrations) {

        /** Several subtasks' checkpoints as one. */
        static Checkpoint merge(List<Checkpoint> parts) throws Exception {
            return new Checkpoint(
                    AbstractStreamOperatorTestHarness.repackageState(
                            parts.stream().map(Checkpoint::windows).toArray(OperatorSubtaskState[]::new)),
                    AbstractStreamOperatorTestHarness.repackageState(
                            parts.stream().map(Checkpoint::states).toArray(OperatorSubtaskState[]::new)),
                    AbstractStreamOperatorTestHarness.repackageState(
                            parts.stream().map(Checkpoint::calibrations).toArray(OperatorSubtaskState[]::new)));
        }

        /** The part of a merged checkpoint that belongs to one of {@code to} subtasks. */
        Checkpoint part(int from, int to, int index) {
            return new Checkpoint(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            windows, MAX_PARALLELISM, from, to, index),
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            states, MAX_PARALLELISM, from, to, index),
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            calibrations, MAX_PARALLELISM, from, to, index));
        }
    }

    final AbstractStreamOperatorTestHarness<WindowUpdate> windows;
    final KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, ForecastUpdate> states;
    final KeyedOneInputStreamOperatorTestHarness<String, ForecastUpdate, Forecast> calibrations;
    final WindowHead head;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private long offset;
    private long time;

    SeriesOperators(ForecastModel model, BundleLimits limits, TimeLimits time, CalibrationOptions calibration)
            throws Exception {
        this(model, limits, time, calibration, Backend.HEAP, 1, 0);
    }

    SeriesOperators(ForecastModel model, BundleLimits limits, Backend backend) throws Exception {
        this(model, limits, TimeLimits.DEFAULT, backend, 1, 0);
    }

    SeriesOperators(ForecastModel model, BundleLimits limits, TimeLimits time) throws Exception {
        this(model, limits, time, Backend.HEAP, 1, 0);
    }

    SeriesOperators(
            ForecastModel model, BundleLimits limits, TimeLimits time, Backend backend, int parallelism, int index)
            throws Exception {
        this(model, limits, time, CalibrationOptions.DEFAULT, backend, parallelism, index);
    }

    SeriesOperators(
            ForecastModel model,
            BundleLimits limits,
            TimeLimits time,
            CalibrationOptions calibration,
            Backend backend,
            int parallelism,
            int index)
            throws Exception {
        this(
                model,
                model.contract(time.lateness(model.window())),
                limits,
                time,
                calibration,
                backend,
                parallelism,
                index);
    }

    SeriesOperators(
            ForecastModel model,
            SeriesContract contract,
            BundleLimits limits,
            TimeLimits time,
            CalibrationOptions calibration,
            Backend backend,
            int parallelism,
            int index)
            throws Exception {
        this(
                WindowHead.alone(contract, time, parallelism, index),
                model,
                contract,
                limits,
                calibration,
                ALL,
                backend,
                parallelism,
                index);
    }

    /** Operators whose model others may succeed. */
    static SeriesOperators withSuccessors(
            ForecastModel model,
            SeriesContract contract,
            BundleLimits limits,
            TimeLimits time,
            CalibrationOptions calibration)
            throws Exception {
        return withSuccessors(model, contract, limits, time, calibration, Backend.HEAP);
    }

    /** The same with state in another place. */
    static SeriesOperators withSuccessors(
            ForecastModel model,
            SeriesContract contract,
            BundleLimits limits,
            TimeLimits time,
            CalibrationOptions calibration,
            Backend backend)
            throws Exception {
        WindowHead head = WindowHead.withSuccessors(contract, time, List.of());
        return new SeriesOperators(head, model, contract, limits, calibration, ALL, backend, 1, 0);
    }

    /** Operators that know some successors from their start. */
    static SeriesOperators withSuccessors(
            ForecastModel model,
            SeriesContract contract,
            BundleLimits limits,
            TimeLimits time,
            CalibrationOptions calibration,
            List<Successor> known)
            throws Exception {
        WindowHead head = WindowHead.withSuccessors(contract, time, known);
        return new SeriesOperators(head, model, contract, limits, calibration, ALL, Backend.HEAP, 1, 0);
    }

    SeriesOperators(
            WindowHead head,
            ForecastModel model,
            SeriesContract contract,
            BundleLimits limits,
            CalibrationOptions calibration,
            PastForecasts past,
            Backend backend,
            int parallelism,
            int index)
            throws Exception {
        this.head = head;
        windows = head.harness();
        states = new KeyedOneInputStreamOperatorTestHarness<>(
                new RnnOperator(SharedModel.of(model), limits, contract, StaticTable.NONE, false),
                WindowUpdate::key,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                index);
        calibrations = new KeyedOneInputStreamOperatorTestHarness<>(
                Calibrator.operator(SharedModel.of(model), calibration, true, past),
                ForecastUpdate::key,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                index);
        calibrations.setStateBackend(backend.create());
        windows.setStateBackend(backend.create());
        states.setStateBackend(backend.create());
        windows.setOutputCreator(serializer -> new Wire<>(states::processElement, states::processWatermark, rejected));
        states.setOutputCreator(
                serializer -> new Wire<>(calibrations::processElement, calibrations::processWatermark, rejected));
    }

    SeriesOperators start() throws Exception {
        setup();
        return open();
    }

    SeriesOperators start(Checkpoint checkpoint) throws Exception {
        setup();
        windows.initializeState(checkpoint.windows());
        states.initializeState(checkpoint.states());
        calibrations.initializeState(checkpoint.calibrations());
        return open();
    }

    private void setup() {
        windows.setup(new LayoutSerializer<>(WindowUpdateLayout.WINDOW_UPDATE));
        states.setup(new LayoutSerializer<>(ForecastUpdateLayout.FORECAST_UPDATE));
        calibrations.setup(new LayoutSerializer<>(ForecastLayout.FORECAST));
    }

    private SeriesOperators open() throws Exception {
        calibrations.open();
        states.open();
        windows.open();
        setClock(NOW);
        setTimeOfMessages(NOW);
        return this;
    }

    /** Sets the processing time of the operators, and with it runs the timers that are due. */
    void setClock(long millis) throws Exception {
        windows.setProcessingTime(millis);
        states.setProcessingTime(millis);
        calibrations.setProcessingTime(millis);
    }

    /** Sets the time of the messages to come, up to which the stream has come then, and with it runs the timers that are due. */
    public void setTime(long millis) throws Exception {
        setTimeOfMessages(millis);
        advance(millis);
    }

    /** Sets the time of the messages to come. */
    void setTimeOfMessages(long millis) {
        time = millis;
    }

    /** Lets the stream come so far, and with it runs the timers that are due. */
    void advance(long millis) throws Exception {
        head.progress(new Watermark(millis));
    }

    /** Feeds a reading. */
    void process(Reading reading) throws Exception {
        process(reading, 1);
    }

    /** Feeds a reading whose message has that many bytes. */
    void process(Reading reading, int bytes) throws Exception {
        process(new ParsedReading(reading, new SourceRecord("readings", 0, offset++, time, null, new byte[bytes])));
    }

    void process(ParsedReading reading) throws Exception {
        head.read(new StreamRecord<>(reading, reading.source().timestamp()));
    }

    /** Has a model succeed the one before, or that from an earlier day on. */
    void succeed(ForecastModel model, int from, long issued) throws Exception {
        head.succeed(new StreamRecord<>(successor(model, from, issued)));
    }

    static Successor successor(ForecastModel model, int from, long issued) {
        return new Successor(new Term(model.checksum(), from, issued), model.id(), model.file());
    }

    /** Has a model forecast beside the live one, or none where the share is 0. */
    void shadow(ForecastModel model, int from, long issued, double share) throws Exception {
        Term term = new Term(model.checksum(), from, issued, share);
        byte[] file = share == 0 ? new byte[0] : model.file();
        head.succeed(new StreamRecord<>(new Successor(term, model.id(), file, true)));
    }

    /** Takes a checkpoint the way a task does. */
    public Checkpoint checkpoint(long id) throws Exception {
        windows.prepareSnapshotPreBarrier(id);
        states.prepareSnapshotPreBarrier(id);
        calibrations.prepareSnapshotPreBarrier(id);
        return new Checkpoint(windows.snapshot(id, id), states.snapshot(id, id), calibrations.snapshot(id, id));
    }

    /** Ends the input the way a task does: the last watermark first. */
    public void end() throws Exception {
        head.progress(Watermark.MAX_WATERMARK);
        head.end();
        states.endInput();
    }

    public List<Forecast> forecasts() {
        return calibrations.extractOutputValues();
    }

    /** What shadows forecast. */
    List<Forecast> shadows() {
        return StoredValues.aside(calibrations, Calibrator.SHADOWS);
    }

    /** How shadows did beside the live models. */
    ComparedDays compared() throws Exception {
        calibrations.prepareSnapshotPreBarrier(Long.MAX_VALUE);
        ComparedDays all = new ComparedDays();
        StoredValues.aside(calibrations, Calibrator.COMPARED).forEach(all::addAll);
        return all;
    }

    List<Anomaly> anomalies() {
        return StoredValues.aside(calibrations, Calibrator.ANOMALIES);
    }

    List<DayScore> scores() {
        return StoredValues.aside(calibrations, Calibrator.SCORES);
    }

    int keysWithWindows() throws Exception {
        return StoredValues.of(windows, "window", StreamTypes.SLIDING_WINDOW).size();
    }

    int keysWithStates() throws Exception {
        return modelsWithStates().size();
    }

    int keysWithCalibrations() throws Exception {
        return StoredValues.of(calibrations, "calibration", StreamTypes.FORECAST_HISTORY)
                .size();
    }

    /** Series of which something of a shadow is kept. */
    int keysWithShadows() throws Exception {
        return StoredValues.of(calibrations, "shadow-calibration", StreamTypes.FORECAST_HISTORY)
                .size();
    }

    /** Of each series, of how many models it has hidden states. */
    List<Integer> modelsWithStates() throws Exception {
        return StoredValues.of(states, "hidden-state", StreamTypes.STATE_HISTORY).stream()
                .map(SeriesStates::size)
                .toList();
    }

    /** The jumps that series are held at. */
    List<StoredJump> heldJumps() throws Exception {
        return StoredValues.of(windows, "jump", StreamTypes.HELD_JUMP);
    }

    /** Timers that are set. */
    int timers() {
        return windows.numProcessingTimeTimers() + windows.numEventTimeTimers();
    }

    public List<RejectedRecord> rejected() {
        return rejected;
    }

    @Override
    public void close() throws IOException {
        try {
            windows.close();
            states.close();
            calibrations.close();
        } catch (Exception failure) {
            throw new IOException("the operators did not close", failure);
        }
    }
}

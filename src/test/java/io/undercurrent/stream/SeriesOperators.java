package io.undercurrent.stream;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the two keyed operators, wired as in the job: updates pass from one to the other by reference. */
final class SeriesOperators implements AutoCloseable {

    static final int MAX_PARALLELISM = 16;

    /** Where state lives. */
    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /** A checkpoint of both operators. */
    record Checkpoint(OperatorSubtaskState windows, OperatorSubtaskState states) {

        /** Several subtasks' checkpoints as one. */
        static Checkpoint merge(List<Checkpoint> parts) throws Exception {
            return new Checkpoint(
                    AbstractStreamOperatorTestHarness.repackageState(
                            parts.stream().map(Checkpoint::windows).toArray(OperatorSubtaskState[]::new)),
                    AbstractStreamOperatorTestHarness.repackageState(
                            parts.stream().map(Checkpoint::states).toArray(OperatorSubtaskState[]::new)));
        }

        /** The part of a merged checkpoint that belongs to one of {@code to} subtasks. */
        Checkpoint part(int from, int to, int index) {
            return new Checkpoint(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            windows, MAX_PARALLELISM, from, to, index),
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            states, MAX_PARALLELISM, from, to, index));
        }
    }

    final KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> windows;
    final KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, Forecast> states;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private long offset;

    SeriesOperators(ForecastModel model, BundleLimits limits, Backend backend) throws Exception {
        this(model, limits, backend, 1, 0);
    }

    SeriesOperators(ForecastModel model, BundleLimits limits, Backend backend, int parallelism, int index)
            throws Exception {
        windows = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SlidingWindowFunction(
                        model.columns(), model.window(), model.shape().horizon())),
                ParsedReading::key,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                index);
        states = new KeyedOneInputStreamOperatorTestHarness<>(
                new RnnOperator(SharedModel.of(model), limits),
                WindowUpdate::key,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                index);
        windows.setStateBackend(backend.create());
        states.setStateBackend(backend.create());
        windows.setOutputCreator(serializer -> new Wire());
    }

    SeriesOperators start() throws Exception {
        setup();
        return open();
    }

    SeriesOperators start(Checkpoint checkpoint) throws Exception {
        setup();
        windows.initializeState(checkpoint.windows());
        states.initializeState(checkpoint.states());
        return open();
    }

    private void setup() {
        windows.setup(new LayoutSerializer<>(WindowUpdateLayout.WINDOW_UPDATE));
        states.setup(new LayoutSerializer<>(ForecastLayout.FORECAST));
    }

    private SeriesOperators open() throws Exception {
        states.open();
        windows.open();
        return this;
    }

    /** Feeds a reading whose timestamp is its day. */
    void process(Reading reading) throws Exception {
        SourceRecord source = new SourceRecord("readings", 0, offset++, reading.day(), null, new byte[] {1});
        windows.processElement(new StreamRecord<>(new ParsedReading(reading, source), reading.day()));
    }

    /** Takes a checkpoint the way a task does. */
    Checkpoint checkpoint(long id) throws Exception {
        windows.prepareSnapshotPreBarrier(id);
        states.prepareSnapshotPreBarrier(id);
        return new Checkpoint(windows.snapshot(id, id), states.snapshot(id, id));
    }

    void end() throws Exception {
        windows.endInput();
        states.endInput();
    }

    List<Forecast> forecasts() {
        return states.extractOutputValues();
    }

    List<RejectedRecord> rejected() {
        return rejected;
    }

    @Override
    public void close() throws IOException {
        try {
            windows.close();
            states.close();
        } catch (Exception failure) {
            throw new IOException("the operators did not close", failure);
        }
    }

    /** The chain between the two operators. */
    private final class Wire implements Output<StreamRecord<WindowUpdate>> {

        @Override
        public void collect(StreamRecord<WindowUpdate> record) {
            try {
                states.processElement(record);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            rejected.add((RejectedRecord) record.getValue());
        }

        @Override
        public void emitWatermark(Watermark mark) {
            try {
                states.processWatermark(mark);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}

        @Override
        public void close() {}
    }
}

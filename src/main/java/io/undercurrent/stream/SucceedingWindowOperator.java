package io.undercurrent.stream;

import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.stream.ahead.WarmUps;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps the windows of a job in which models succeed one another, and tells the operators after it of which model a forecast is owed.
 * The progress is that of the readings alone: models say nothing of time.
 */
public final class SucceedingWindowOperator extends WindowOperator
        implements TwoInputStreamOperator<ParsedReading, Successor, WindowUpdate> {

    private static final long serialVersionUID = 1;

    /** The state backend that goes over its keys as they are stored, whatever becomes of them meanwhile. */
    private static final String ROCKSDB = "rocksdb";

    private transient WarmUps warmUps;

    /**
     * @param known models that succeed the job's own and were known when it was started
     */
    public SucceedingWindowOperator(WindowSettings settings, List<Successor> known) {
        super(settings, known);
    }

    /** Adds the operator, at the head of a chain. */
    SingleOutputStreamOperator<WindowUpdate> connect(
            KeyedStream<ParsedReading, String> readings, DataStream<Successor> successors) {
        TwoInputTransformation<ParsedReading, Successor, WindowUpdate> joined = new TwoInputTransformation<>(
                readings.getTransformation(),
                successors.broadcast().getTransformation(),
                "window",
                this,
                StreamTypes.WINDOW_UPDATE,
                readings.getExecutionEnvironment().getParallelism(),
                false);
        joined.setStateKeySelectors(readings.getKeySelector(), null);
        joined.setStateKeyType(Types.STRING);
        readings.getExecutionEnvironment().addOperator(joined);
        return new Joined(readings, joined);
    }

    /** The constructor is for operators of Flink alone. */
    private static final class Joined extends SingleOutputStreamOperator<WindowUpdate> {
        Joined(
                KeyedStream<ParsedReading, String> readings,
                TwoInputTransformation<ParsedReading, Successor, WindowUpdate> joined) {
            super(readings.getExecutionEnvironment(), joined);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        warmUps = new WarmUps(lineup(), getProcessingTimeService(), this::keys, this::prepare);
        processWatermarkStatus2(WatermarkStatus.IDLE);
    }

    private Stream<String> keys() {
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        Stream<String> keys = backend.getKeys(SeriesWindows.STATE, VoidNamespace.INSTANCE);
        return backend.getBackendTypeIdentifier().equals(ROCKSDB) ? keys : keys.toList().stream();
    }

    @Override
    public void processElement1(StreamRecord<ParsedReading> message) throws Exception {
        read(message);
        warmUps.reach(newestDay());
    }

    @Override
    public void processElement2(StreamRecord<Successor> successor) throws Exception {
        if (succeed(successor.getValue())) {
            warmUps.succeed(lineup());
        }
    }

    @Override
    public void close() throws Exception {
        if (warmUps != null) {
            warmUps.close();
        }
        super.close();
    }

    /** The end of the models is not that of the readings. */
    @Override
    public void processWatermark2(Watermark mark) {}
}

package io.undercurrent.stream;

import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Runs a {@link SucceedingWindowFunction} with the progress of the readings alone: models say nothing of time. */
public final class SucceedingWindowOperator
        extends CoBroadcastWithKeyedOperator<String, ParsedReading, Successor, WindowUpdate> {

    public SucceedingWindowOperator(SucceedingWindowFunction function) {
        super(function, List.of());
    }

    /** Adds the operator, at the head of a chain. */
    public static SingleOutputStreamOperator<WindowUpdate> connect(
            KeyedStream<ParsedReading, String> readings,
            DataStream<Successor> models,
            SucceedingWindowFunction function) {
        TwoInputTransformation<ParsedReading, Successor, WindowUpdate> joined = new TwoInputTransformation<>(
                readings.getTransformation(),
                models.broadcast().getTransformation(),
                "window",
                new SucceedingWindowOperator(function),
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
    public void processWatermark1(Watermark mark) throws Exception {
        processWatermark(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {}
}

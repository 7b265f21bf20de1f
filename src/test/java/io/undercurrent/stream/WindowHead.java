package io.undercurrent.stream;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator at the head of the chain: of readings alone, or of readings and the models that succeed one another. */
sealed interface WindowHead {

    AbstractStreamOperatorTestHarness<WindowUpdate> harness();

    void read(StreamRecord<ParsedReading> reading) throws Exception;

    void succeed(StreamRecord<Successor> model) throws Exception;

    void progress(Watermark mark) throws Exception;

    void end() throws Exception;

    private WindowOperator operator() {
        return (WindowOperator) ((AbstractStreamOperatorTestHarness<?>) harness()).getOperator();
    }

    /** Models that are held beside the first one. */
    default int successors() {
        return operator().successors();
    }

    /** Models whose files are in the state. */
    default int successorsWithFile() throws Exception {
        int count = 0;
        for (Map.Entry<Integer, Successor> entry : operator()
                .getOperatorStateBackend()
                .getBroadcastState(LiveModels.STATE)
                .immutableEntries()) {
            count += entry.getValue().file().length > 0 ? 1 : 0;
        }
        return count;
    }

    static WindowHead alone(SeriesContract contract, TimeLimits time, int parallelism, int index) throws Exception {
        return new OneInput(new KeyedOneInputStreamOperatorTestHarness<>(
                new SlidingWindowOperator(settings(contract, time)),
                ParsedReading::key,
                Types.STRING,
                SeriesOperators.MAX_PARALLELISM,
                parallelism,
                index));
    }

    static WindowHead withSuccessors(SeriesContract contract, TimeLimits time, List<Successor> known) throws Exception {
        return new TwoInputs(new KeyedTwoInputStreamOperatorTestHarness<>(
                new SucceedingWindowOperator(settings(contract, time), known),
                ParsedReading::key,
                null,
                Types.STRING,
                SeriesOperators.MAX_PARALLELISM,
                1,
                0));
    }

    private static WindowSettings settings(SeriesContract contract, TimeLimits time) {
        return new WindowSettings(contract, time.withLateness(contract.lateness()));
    }

    record OneInput(KeyedOneInputStreamOperatorTestHarness<String, ParsedReading, WindowUpdate> harness)
            implements WindowHead {

        @Override
        public void read(StreamRecord<ParsedReading> reading) throws Exception {
            harness.processElement(reading);
        }

        @Override
        public void succeed(StreamRecord<Successor> model) {
            throw new IllegalStateException("these operators have no input of models");
        }

        @Override
        public void progress(Watermark mark) throws Exception {
            harness.processWatermark(mark);
        }

        @Override
        public void end() throws Exception {
            harness.endInput();
        }
    }

    record TwoInputs(KeyedTwoInputStreamOperatorTestHarness<String, ParsedReading, Successor, WindowUpdate> harness)
            implements WindowHead {

        @Override
        public void read(StreamRecord<ParsedReading> reading) throws Exception {
            harness.processElement1(reading);
        }

        @Override
        public void succeed(StreamRecord<Successor> model) throws Exception {
            harness.processElement2(model);
        }

        @Override
        public void progress(Watermark mark) throws Exception {
            harness.processWatermark1(mark);
        }

        @Override
        public void end() throws Exception {
            harness.endInput1();
            harness.endInput2();
        }
    }
}

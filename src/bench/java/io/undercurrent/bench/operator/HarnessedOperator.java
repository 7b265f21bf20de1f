package io.undercurrent.bench.operator;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.stream.StreamTypes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** An operator on Flink's harness, with keyed state on the heap, run by the thread that calls. */
final class HarnessedOperator implements AutoCloseable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final KeyedOneInputStreamOperatorTestHarness<String, WindowUpdate, ForecastUpdate> harness;

    HarnessedOperator(OneInputStreamOperator<WindowUpdate, ForecastUpdate> operator) {
        try {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, WindowUpdate::key, Types.STRING);
            harness.setup(StreamTypes.FORECAST_UPDATE.createSerializer(new SerializerConfigImpl()));
            harness.open();
        } catch (Exception failure) {
            throw new IllegalStateException("the operator did not open", failure);
        }
    }

    /**
     * Takes in a day's updates, and with the watermark behind them answers what it may have kept for a bundle.
     *
     * @return nanoseconds of processor time
     */
    long run(int day, List<WindowUpdate> updates) {
        harness.getOutput().clear();
        try {
            long start = THREADS.getCurrentThreadCpuTime();
            for (WindowUpdate update : updates) {
                harness.processElement(update, day);
            }
            harness.processWatermark(day);
            return THREADS.getCurrentThreadCpuTime() - start;
        } catch (Exception failure) {
            throw new IllegalStateException("the operator failed", failure);
        }
    }

    /** What the last run made. */
    List<ForecastUpdate> forecasts() {
        return harness.extractOutputValues();
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception failure) {
            throw new IllegalStateException("the operator did not close", failure);
        }
    }
}

package io.undercurrent.stream.metric;

import io.undercurrent.stream.layout.Layout;
import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metric {@code stateBytes}: how many bytes the state of one series takes when it is written. Writing costs time, so
 * one state of many is measured.
 */
final class StateBytes<T> {

    private static final int HISTOGRAM_SIZE = 1000;
    private static final int INITIAL_BYTES = 1024;

    /** One in so many states is measured, the first one included. */
    static final int STRIDE = 256;

    private final Layout<T> layout;
    private final Histogram bytes;
    private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    private int left;

    StateBytes(MetricGroup operator, Layout<T> layout) {
        this.layout = layout;
        bytes = operator.histogram("stateBytes", new DescriptiveStatisticsHistogram(HISTOGRAM_SIZE));
    }

    /** A state is about to be kept. */
    void update(T state) throws IOException {
        if (left-- == 0) {
            left = STRIDE - 1;
            out.clear();
            layout.write(state, out);
            bytes.update(out.length());
        }
    }
}

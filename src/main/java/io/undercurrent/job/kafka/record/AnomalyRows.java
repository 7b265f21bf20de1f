package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.AnomalyWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.series.Anomaly;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.Collector;

/** Anomalies to {@link Rows}. */
public final class AnomalyRows extends RichFlatMapFunction<Anomaly, Tuple4<byte[], byte[], byte[], byte[]>> {

    private final RowEncoders encoders;
    private transient AnomalyWriter writer;

    public AnomalyRows(RowEncoders encoders) {
        this.encoders = encoders;
    }

    @Override
    public void open(OpenContext context) {
        writer = new AnomalyWriter(encoders);
    }

    @Override
    public void flatMap(Anomaly anomaly, Collector<Tuple4<byte[], byte[], byte[], byte[]>> out) {
        writer.write(anomaly, Rows.of(anomaly.key(), out));
    }
}

package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.FlatScoreWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.series.DayScore;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.Collector;

/** Scores to {@link Rows}. */
public final class ScoreRows extends RichFlatMapFunction<DayScore, Tuple4<byte[], byte[], byte[], byte[]>> {

    private final RowEncoders encoders;
    private transient FlatScoreWriter writer;

    public ScoreRows(RowEncoders encoders) {
        this.encoders = encoders;
    }

    @Override
    public void open(OpenContext context) {
        writer = new FlatScoreWriter(encoders);
    }

    @Override
    public void flatMap(DayScore score, Collector<Tuple4<byte[], byte[], byte[], byte[]>> out) {
        writer.write(score, Rows.of(score.key(), out));
    }
}

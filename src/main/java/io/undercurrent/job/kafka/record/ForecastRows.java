package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.series.Forecast;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.Collector;

/** Forecasts to {@link Rows}. */
public final class ForecastRows extends RichFlatMapFunction<Forecast, Tuple4<byte[], byte[], byte[], byte[]>> {

    private final RowEncoders encoders;
    private final boolean withMean;
    private transient FlatForecastWriter writer;

    /**
     * @param withMean whether rows have the mean
     */
    public ForecastRows(RowEncoders encoders, boolean withMean) {
        this.encoders = encoders;
        this.withMean = withMean;
    }

    @Override
    public void open(OpenContext context) {
        writer = new FlatForecastWriter(encoders, withMean);
    }

    @Override
    public void flatMap(Forecast forecast, Collector<Tuple4<byte[], byte[], byte[], byte[]>> out) {
        writer.write(forecast, Rows.of(forecast.key(), out));
    }
}

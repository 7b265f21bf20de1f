package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.series.Forecast;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.Collector;

/** Forecasts to {@link Rows}. */
public final class ForecastRows extends RichFlatMapFunction<Forecast, Tuple4<byte[], byte[], byte[], byte[]>> {

    private final RowSchema schema;
    private final boolean withMean;
    private transient FlatForecastWriter writer;

    /**
     * @param schema that rows come with
     * @param withMean whether rows have the mean
     */
    public ForecastRows(RowSchema schema, boolean withMean) {
        this.schema = schema;
        this.withMean = withMean;
    }

    @Override
    public void open(OpenContext context) {
        writer = new FlatForecastWriter(schema, withMean);
    }

    @Override
    public void flatMap(Forecast forecast, Collector<Tuple4<byte[], byte[], byte[], byte[]>> out) {
        writer.write(forecast, Rows.of(forecast.key(), out));
    }
}

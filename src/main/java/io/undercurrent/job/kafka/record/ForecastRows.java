package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.series.Forecast;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;

/** Forecasts to rows, each as the key of its series, the key of its message, and its message. */
public final class ForecastRows extends RichFlatMapFunction<Forecast, Tuple3<byte[], byte[], byte[]>> {

    public static final TypeInformation<Tuple3<byte[], byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final boolean withMean;
    private transient FlatForecastWriter writer;

    /**
     * @param withMean whether rows have the mean
     */
    public ForecastRows(boolean withMean) {
        this.withMean = withMean;
    }

    @Override
    public void open(OpenContext context) {
        writer = new FlatForecastWriter(withMean);
    }

    @Override
    public void flatMap(Forecast forecast, Collector<Tuple3<byte[], byte[], byte[]>> out) {
        byte[] series = forecast.key().getBytes(StandardCharsets.UTF_8);
        writer.write(forecast, (key, value) -> out.collect(Tuple3.of(series, key, value)));
    }
}

package shop;

import io.undercurrent.api.ForecastStreams;
import io.undercurrent.api.Forecasting;
import io.undercurrent.api.SeriesTypes;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of your own that forecasts the sales of stores, and warns of days on which more is expected than the shelves hold. */
public final class SalesForecasts {

    private static final int SHELVES = 400;

    private SalesForecasts() {}

    /**
     * @param arguments the model file, and a CSV file with the columns store, day, amount and promotion
     */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        List<Sale> sales = read(Path.of(arguments[1]));
        define(arguments[0], env.fromData(sales).setParallelism(1)).print();
        env.execute("forecasts of sales");
    }

    /** Adds the forecasts to the job of the sales. */
    static DataStream<String> define(String model, DataStream<Sale> sales) throws IOException {
        DataStream<Reading> readings = sales.map(
                        sale -> Reading.of(sale.store(), sale.day(), sale.amount(), sale.promotion() ? 1 : 0))
                .returns(SeriesTypes.READING)
                // As parallel as its input, so that the days of a store stay in their order.
                .setParallelism(sales.getParallelism());
        ForecastStreams streams =
                Forecasting.of(model).keepLateness(7).uidPrefix("sales-").on(readings);
        return streams.forecasts()
                .filter(forecast -> tomorrow(forecast) > SHELVES)
                .map(forecast -> forecast.key() + " after " + forecast.originDate() + ": " + tomorrow(forecast))
                .returns(Types.STRING)
                .union(streams.rejections()
                        .map(rejected -> "rejected: " + rejected.rejection().detail())
                        .returns(Types.STRING));
    }

    /** The largest quantile of the day after the origin. */
    private static double tomorrow(Forecast forecast) {
        return forecast.value(0, forecast.shape().quantiles().size() - 1, 0);
    }

    private static List<Sale> read(Path file) throws IOException {
        try (Stream<String> rows = Files.lines(file)) {
            return rows.skip(1).map(Sale::parse).toList();
        }
    }
}

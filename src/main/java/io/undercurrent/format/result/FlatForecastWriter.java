package io.undercurrent.format.result;

import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.format.result.row.RowFields;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowTaker;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.List;

/**
 * Forecasts to rows that a table takes in, one for each target and day:
 *
 * <pre>{@code
 * {"key":"store-17","origin":"2025-03-18","day":"2025-03-19","lead":1,"target":"sales","q10":280.1,"q50":302.6,"q90":331.9,
 *  "revision":0,"model":"gru48@1f3c9a","generation":2,"source":"model","restarted":false,"days":56}
 * }</pre>
 *
 * <p>The key of a row has series, target and lead time, so that a compacted topic holds the newest forecast of each series, as it
 * does where a forecast is one message. On demand a column {@code mean} stands before the quantiles. All rows have all columns; a
 * missing number is null.
 *
 * <p>Keeps working memory between forecasts: one writer serves one thread.
 */
public final class FlatForecastWriter {

    private static final String KEY = "io.undercurrent.ForecastKey";
    private static final String ROW = "io.undercurrent.Forecast";

    private final RowEncoder keys;
    private final RowEncoder rows;
    private final boolean withMean;
    private ForecastShape namedShape;
    private List<String> columns = List.of();

    /**
     * @param withMean whether rows have the mean
     */
    public FlatForecastWriter(RowEncoders encoders, boolean withMean) {
        this.keys = encoders.encoder(KEY);
        this.rows = encoders.encoder(ROW);
        this.withMean = withMean;
    }

    /** The type of the keys of rows. */
    public static RowType keyType(ForecastShape shape) {
        return RowType.of(KEY, fields -> tellKey(fields, empty(shape), 0, 0));
    }

    /** The type of rows. */
    public static RowType rowType(ForecastShape shape, boolean withMean) {
        return RowType.of(ROW, fields -> tellRow(fields, empty(shape), withMean, columns(shape), 0, 0));
    }

    private static Forecast empty(ForecastShape shape) {
        return new Forecast("", 0, 0, "", Forecast.Source.MODEL, shape, new double[shape.size()]);
    }

    private static List<String> columns(ForecastShape shape) {
        return shape.quantiles().stream()
                .map(quantile -> Row.column("q", quantile))
                .toList();
    }

    /** The rows of {@code forecast}, target by target and day by day. */
    public void write(Forecast forecast, RowTaker taker) {
        ForecastShape shape = forecast.shape();
        if (shape != namedShape) {
            namedShape = shape;
            columns = columns(shape);
        }
        int number = 0;
        int all = shape.targets().size() * shape.horizon();
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                int of = target;
                int ahead = lead;
                byte[] key = keys.write(fields -> tellKey(fields, forecast, of, ahead));
                byte[] value = rows.write(fields -> tellRow(fields, forecast, withMean, columns, of, ahead));
                taker.add(key, value, new RowPlace(++number, all));
            }
        }
    }

    private static void tellKey(RowFields fields, Forecast forecast, int target, int lead) {
        fields.text("key", forecast.key());
        fields.text("target", forecast.shape().targets().get(target));
        fields.count("lead", lead + 1);
    }

    private static void tellRow(
            RowFields fields, Forecast forecast, boolean withMean, List<String> columns, int target, int lead) {
        fields.text("key", forecast.key());
        fields.day("origin", forecast.origin());
        fields.day("day", forecast.origin() + lead + 1);
        fields.count("lead", lead + 1);
        fields.text("target", forecast.shape().targets().get(target));
        if (withMean) {
            fields.number(ForecastWriter.MEAN, forecast.mean(target, lead));
        }
        for (int quantile = 0; quantile < columns.size(); quantile++) {
            fields.number(columns.get(quantile), forecast.value(target, quantile, lead));
        }
        fields.count("revision", forecast.revision());
        fields.text("model", forecast.model());
        fields.optionalCount(
                "generation", forecast.generation() == Forecast.UNKNOWN_GENERATION ? null : forecast.generation());
        fields.text("source", forecast.source().label());
        fields.flag("restarted", forecast.restarted());
        fields.optionalCount("days", forecast.days() == Forecast.UNKNOWN_DAYS ? null : forecast.days());
    }
}

package io.undercurrent.format.result;

import io.undercurrent.format.result.row.Row;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowFields;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowSchema;
import io.undercurrent.format.result.row.RowTaker;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.List;

/**
 * Forecasts to rows that a table takes in, one for each target and day:
 *
 * <pre>{@code
 * {"key":"store-17","origin":"2025-03-18","day":"2025-03-19","lead":1,"target":"sales","q10":280.1,"q50":302.6,"q90":331.9,
 *  "revision":0,"model":"gru48@1f3c9a","source":"model","restarted":false,"days":56}
 * }</pre>
 *
 * <p>The key of a row has series, target and lead time, so that a compacted topic holds the newest forecast of each series, as it
 * does where a forecast is one message. On demand a column {@code mean} stands before the quantiles. All rows have all columns; null stands for a number that there is none of.
 *
 * <p>Keeps working memory between forecasts: one writer serves one thread.
 */
public final class FlatForecastWriter {

    private final RowEncoder keys;
    private final RowEncoder rows;
    private final boolean withMean;
    private ForecastShape namedShape;
    private List<String> columns = List.of();

    /**
     * @param schema that keys and rows come with
     * @param withMean whether rows have the mean
     */
    public FlatForecastWriter(RowSchema schema, boolean withMean) {
        this.keys = schema.encoder("io.undercurrent.ForecastKey");
        this.rows = schema.encoder("io.undercurrent.Forecast");
        this.withMean = withMean;
    }

    /** The rows of {@code forecast}, target by target and day by day. */
    public void write(Forecast forecast, RowTaker taker) {
        ForecastShape shape = forecast.shape();
        if (shape != namedShape) {
            namedShape = shape;
            columns = shape.quantiles().stream()
                    .map(quantile -> Row.column("q", quantile))
                    .toList();
        }
        int number = 0;
        int all = shape.targets().size() * shape.horizon();
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                int of = target;
                int ahead = lead;
                byte[] key = keys.write(fields -> tellKey(fields, forecast, of, ahead));
                byte[] value = rows.write(fields -> tellRow(fields, forecast, of, ahead));
                taker.add(key, value, new RowPlace(++number, all));
            }
        }
    }

    private static void tellKey(RowFields fields, Forecast forecast, int target, int lead) {
        fields.text("key", forecast.key());
        fields.text("target", forecast.shape().targets().get(target));
        fields.count("lead", lead + 1);
    }

    private void tellRow(RowFields fields, Forecast forecast, int target, int lead) {
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
        fields.text("source", forecast.source().label());
        fields.flag("restarted", forecast.restarted());
        fields.optionalCount("days", forecast.days() == Forecast.UNKNOWN_DAYS ? null : forecast.days());
    }
}

package io.undercurrent.format.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.format.JsonRecord;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.io.IOException;
import java.math.BigDecimal;
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

    private final JsonRecord json = new JsonRecord();
    private final boolean withMean;
    private ForecastShape namedShape;
    private List<String> columns = List.of();

    /** A writer of quantiles alone. */
    public FlatForecastWriter() {
        this(false);
    }

    /**
     * @param withMean whether rows have the mean
     */
    public FlatForecastWriter(boolean withMean) {
        this.withMean = withMean;
    }

    /** Takes a row in. */
    public interface Rows {
        /**
         * @param key of the message
         * @param value of the message
         */
        void add(byte[] key, byte[] value);
    }

    /** The rows of {@code forecast}, target by target and day by day. */
    public void write(Forecast forecast, Rows rows) {
        ForecastShape shape = forecast.shape();
        if (shape != namedShape) {
            namedShape = shape;
            columns = shape.quantiles().stream().map(FlatForecastWriter::column).toList();
        }
        for (int target = 0; target < shape.targets().size(); target++) {
            for (int lead = 0; lead < shape.horizon(); lead++) {
                int of = target;
                int ahead = lead;
                byte[] key = json.write(generator -> writeKey(generator, forecast, of, ahead));
                rows.add(key, json.write(generator -> writeRow(generator, forecast, of, ahead)));
            }
        }
    }

    private static void writeKey(JsonGenerator generator, Forecast forecast, int target, int lead) throws IOException {
        generator.writeStringField("key", forecast.key());
        generator.writeStringField("target", forecast.shape().targets().get(target));
        generator.writeNumberField("lead", lead + 1);
    }

    private void writeRow(JsonGenerator generator, Forecast forecast, int target, int lead) throws IOException {
        generator.writeStringField("key", forecast.key());
        json.writeDay(generator, "origin", forecast.origin());
        json.writeDay(generator, "day", forecast.origin() + lead + 1);
        generator.writeNumberField("lead", lead + 1);
        generator.writeStringField("target", forecast.shape().targets().get(target));
        if (withMean) {
            generator.writeFieldName(ForecastWriter.MEAN);
            json.writeNumber(generator, forecast.mean(target, lead));
        }
        for (int quantile = 0; quantile < columns.size(); quantile++) {
            generator.writeFieldName(columns.get(quantile));
            json.writeNumber(generator, forecast.value(target, quantile, lead));
        }
        generator.writeNumberField("revision", forecast.revision());
        generator.writeStringField("model", forecast.model());
        generator.writeStringField("source", forecast.source().label());
        generator.writeBooleanField("restarted", forecast.restarted());
        generator.writeFieldName("days");
        if (forecast.days() == Forecast.UNKNOWN_DAYS) {
            generator.writeNull();
        } else {
            generator.writeNumber(forecast.days());
        }
    }

    /** The column of a quantile by its percentage, as databases take names: {@code q10}, {@code q2_5}. */
    static String column(double quantile) {
        BigDecimal percent = BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
        return "q" + percent.toPlainString().replace('.', '_');
    }
}

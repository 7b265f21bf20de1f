package io.undercurrent.format.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.JsonRecord;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Forecasts to JSON messages:
 *
 * <pre>{@code
 * {"key":"store-17","origin":"2025-03-18","revision":0,"model":"gru48@1f3c9a","generation":2,"source":"model","days":56,
 *  "targets":{"sales":{"0.1":[…],"0.5":[…],"0.9":[…]}}}
 * }</pre>
 *
 * <p>A forecast that was made to add up with others says by which way in {@code reconciliation}, before the targets.
 *
 * <p>On demand each target has a {@code mean} before its quantiles.
 *
 * <p>Each array holds one number a day of the horizon, from the day after the origin on; null stands for a value that
 * is not finite. Keeps working memory between messages: one writer serves one thread.
 */
public final class ForecastWriter {

    /** Field names, dates, and the name of the model. */
    private static final int FRAME = 1024;

    private static final int LONGEST_LABEL = 32;

    /** The name of the mean among the quantiles of a target. */
    static final String MEAN = "mean";

    private final JsonRecord json = new JsonRecord();
    private final boolean withMean;
    private ForecastShape labelledShape;
    private List<SerializedString> labels = List.of();

    /** A writer of quantiles alone. */
    public ForecastWriter() {
        this(false);
    }

    /**
     * @param withMean whether messages have the means
     */
    public ForecastWriter(boolean withMean) {
        this.withMean = withMean;
    }

    /** The message for {@code forecast}. */
    public byte[] write(Forecast forecast) {
        return json.write(generator -> writeFields(generator, forecast));
    }

    private void writeFields(JsonGenerator generator, Forecast forecast) throws IOException {
        generator.writeStringField("key", forecast.key());
        json.writeDay(generator, "origin", forecast.origin());
        generator.writeNumberField("revision", forecast.revision());
        generator.writeStringField("model", forecast.model());
        if (forecast.generation() != Forecast.UNKNOWN_GENERATION) {
            generator.writeNumberField("generation", forecast.generation());
        }
        generator.writeStringField("source", forecast.source().label());
        if (forecast.restarted()) {
            generator.writeBooleanField("restarted", true);
        }
        if (forecast.days() != Forecast.UNKNOWN_DAYS) {
            generator.writeNumberField("days", forecast.days());
        }
        if (forecast.reconciliation().isPresent()) {
            generator.writeStringField(
                    "reconciliation", forecast.reconciliation().get());
        }
        generator.writeObjectFieldStart("targets");
        ForecastShape shape = forecast.shape();
        int next = 0;
        for (int target = 0; target < shape.targets().size(); target++) {
            generator.writeObjectFieldStart(shape.targets().get(target));
            if (withMean) {
                generator.writeArrayFieldStart(MEAN);
                for (int lead = 0; lead < shape.horizon(); lead++) {
                    json.writeNumber(generator, forecast.mean(target, lead));
                }
                generator.writeEndArray();
            }
            for (SerializedString label : labels(shape)) {
                generator.writeFieldName(label);
                generator.writeStartArray();
                for (int lead = 0; lead < shape.horizon(); lead++) {
                    json.writeNumber(generator, forecast.values()[next++]);
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    /** The names of the quantiles, which are made anew only where forecasts of another shape come. */
    private List<SerializedString> labels(ForecastShape shape) {
        if (shape != labelledShape) {
            labelledShape = shape;
            labels = shape.quantiles().stream()
                    .map(quantile -> new SerializedString(label(quantile)))
                    .toList();
        }
        return labels;
    }

    /**
     * The length in bytes that no message for a forecast of {@code shape} exceeds. A control character of the key takes
     * six bytes, a number at most twenty-four, such as {@code -1.1754943508222875E-38}, and a comma.
     */
    public static int maxBytes(ForecastShape shape) {
        long names = 0;
        for (String target : shape.targets()) {
            names += JsonRecord.length(target) + (shape.quantiles().size() + 1L) * LONGEST_LABEL;
        }
        long bytes = FRAME
                + 6L * JsonMessages.MAX_KEY_BYTES
                + names
                + 25L * (shape.size() + (long) shape.targets().size() * shape.horizon());
        return Math.toIntExact(bytes);
    }

    /** The name of a quantile in messages, such as {@code 0.1}. */
    public static String label(double quantile) {
        return BigDecimal.valueOf(quantile).toPlainString();
    }
}

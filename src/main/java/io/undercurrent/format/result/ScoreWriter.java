package io.undercurrent.format.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.JsonRecord;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.io.IOException;

/**
 * Scores to JSON messages:
 *
 * <pre>{@code
 * {"key":"store-17","day":"2025-03-18","revision":0,"model":"gru48@1f3c9a","targets":{"sales":{"actual":318,"scale":41.2,
 *  "source":["model",…],"forecast":[302.6,…],"error":[-15.4,…],"scaledError":[-0.37,…],"pinball":[7.1,…],
 *  "inside":{"0.8":[true,…]},"naive":{"forecast":[290,…],"error":[-28,…],"scaledError":[-0.68,…]},"probability":0.61,
 *  "surprise":0.36,"threshold":9.1,"cause":"value"}}}
 * }</pre>
 *
 * <p>Arrays run over lead times, beginning with the forecast from the day before; null stands where there is none. Keeps
 * working memory between messages: one writer serves one thread.
 */
public final class ScoreWriter {

    /** Field names, dates, and the name of the model. */
    private static final int FRAME = 1024;

    private static final int TARGET_FRAME = 384;

    /** Three numbers of at most twenty-five bytes, seven of at most sixteen, and a source of at most eleven. */
    private static final int BYTES_A_LEAD = 3 * 25 + 7 * 16 + 11;

    private static final int BYTES_A_HIT = 6;
    private static final int LONGEST_LABEL = 32;

    private final JsonRecord json = new JsonRecord();

    /** A number at a lead time. */
    private interface ByLead {
        float at(int lead);
    }

    /** The message for {@code score}. */
    public byte[] write(DayScore score) {
        return json.write(generator -> writeFields(generator, score));
    }

    private void writeFields(JsonGenerator generator, DayScore score) throws IOException {
        generator.writeStringField("key", score.key());
        json.writeDay(generator, "day", score.day());
        generator.writeNumberField("revision", score.revision());
        generator.writeStringField("model", score.model());
        if (score.inSample()) {
            generator.writeBooleanField("inSample", true);
        }
        generator.writeObjectFieldStart("targets");
        for (TargetScore target : score.targets()) {
            generator.writeObjectFieldStart(target.target());
            writeTarget(generator, target);
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    private void writeTarget(JsonGenerator generator, TargetScore score) throws IOException {
        int leads = score.leads();
        generator.writeFieldName("actual");
        json.writeNumber(generator, score.actual());
        writeNumber(generator, "scale", score.scale());
        generator.writeArrayFieldStart("source");
        for (int lead = 0; lead < leads; lead++) {
            generator.writeString(score.hasForecast(lead) ? score.source()[lead].label() : null);
        }
        generator.writeEndArray();
        writeNumbers(generator, "forecast", score.forecast());
        writeNumbers(generator, "error", leads, score::error);
        writeNumbers(generator, "scaledError", leads, score::scaledError);
        writeNumbers(generator, "pinball", leads, lead -> score.pinball()[lead]);
        generator.writeObjectFieldStart("inside");
        for (TargetScore.Inside inside : score.inside()) {
            writeHits(generator, score, inside);
        }
        generator.writeEndObject();
        generator.writeObjectFieldStart("naive");
        writeNumbers(generator, "forecast", score.naive());
        writeNumbers(generator, "error", leads, score::naiveError);
        writeNumbers(generator, "scaledError", leads, score::naiveScaledError);
        generator.writeEndObject();
        generator.writeObjectFieldStart("baseline");
        writeNumbers(generator, "forecast", score.baseline());
        writeNumbers(generator, "error", leads, score::baselineError);
        writeNumbers(generator, "scaledError", leads, score::baselineScaledError);
        generator.writeEndObject();
        writeNumber(generator, "probability", score.surprise().probability());
        writeNumber(generator, "surprise", score.surprise().bits());
        writeNumber(generator, "threshold", score.surprise().threshold());
        generator.writeStringField("cause", score.surprise().causeLabel());
    }

    private void writeNumber(JsonGenerator generator, String name, float number) throws IOException {
        generator.writeFieldName(name);
        json.writeNumber(generator, Decimal.of(number));
    }

    private static void writeHits(JsonGenerator generator, TargetScore score, TargetScore.Inside inside)
            throws IOException {
        generator.writeArrayFieldStart(ForecastWriter.label(inside.level()));
        for (int lead = 0; lead < score.leads(); lead++) {
            if (score.hasForecast(lead)) {
                generator.writeBoolean(inside.hits()[lead]);
            } else {
                generator.writeNull();
            }
        }
        generator.writeEndArray();
    }

    private void writeNumbers(JsonGenerator generator, String name, double[] numbers) throws IOException {
        generator.writeArrayFieldStart(name);
        for (double number : numbers) {
            json.writeNumber(generator, number);
        }
        generator.writeEndArray();
    }

    private void writeNumbers(JsonGenerator generator, String name, int leads, ByLead numbers) throws IOException {
        generator.writeArrayFieldStart(name);
        for (int lead = 0; lead < leads; lead++) {
            json.writeNumber(generator, Decimal.of(numbers.at(lead)));
        }
        generator.writeEndArray();
    }

    /** The length in bytes that no message for a score of forecasts of {@code shape} exceeds. */
    public static int maxBytes(ForecastShape shape) {
        long bytes = FRAME + 6L * JsonMessages.MAX_KEY_BYTES;
        // There are at most half as many central intervals as quantiles.
        long intervals = shape.quantiles().size() / 2;
        for (String target : shape.targets()) {
            bytes += JsonRecord.length(target)
                    + TARGET_FRAME
                    + intervals * LONGEST_LABEL
                    + shape.horizon() * (BYTES_A_LEAD + intervals * BYTES_A_HIT);
        }
        return Math.toIntExact(bytes);
    }
}

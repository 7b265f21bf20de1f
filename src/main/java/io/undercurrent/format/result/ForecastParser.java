package io.undercurrent.format.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.JsonFields;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * JSON messages to forecasts, the inverse of {@link ForecastWriter}. The shape is read off the message. Unknown fields
 * are skipped, so that fields can be added to the format.
 *
 * <p>Keeps working memory between messages: one parser serves one thread.
 */
public final class ForecastParser {

    private final JsonFactory json = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            .build();

    private String key;
    private int origin;
    private int revision;
    private String model;
    private int generation;
    private Source source;
    private boolean restarted;
    private int days;
    /** Null where the message does not state it. */
    private String reconciliation;

    private final List<String> targets = new ArrayList<>();
    private final List<Double> quantiles = new ArrayList<>();
    private int horizon;
    private double[] values = new double[64];
    private int count;
    /** Of the targets that have them. */
    private double[] means = new double[64];

    private int meanCount;
    /** The shape of the message before, which the next one usually shares. */
    private ForecastShape shape;

    /**
     * Parses one message.
     *
     * @throws IllegalArgumentException if it is no forecast
     */
    public Forecast parse(byte[] message) {
        begin();
        try (JsonParser parser = json.createParser(message)) {
            JsonFields.expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "forecast");
            readFields(parser);
        } catch (IOException malformed) {
            throw JsonFields.malformed("forecast", malformed);
        }
        JsonFields.requireField("forecast", "key", key != null);
        JsonFields.requireField("forecast", "origin", origin != CalendarDay.NONE);
        JsonFields.requireField("forecast", "revision", revision >= 0);
        JsonFields.requireField("forecast", "model", model != null);
        JsonFields.requireField("forecast", "source", source != null);
        JsonFields.requireField("forecast", "targets", !targets.isEmpty());
        if (shape == null
                || shape.horizon() != horizon
                || !shape.targets().equals(targets)
                || !shape.quantiles().equals(quantiles)) {
            shape = new ForecastShape(targets, quantiles, horizon);
        }
        double[] quantilesOfAll = Arrays.copyOf(values, count);
        return new Forecast(
                key,
                origin,
                revision,
                model,
                generation,
                source,
                restarted,
                days,
                shape,
                quantilesOfAll,
                meanCount == 0 ? shape.means(quantilesOfAll) : Arrays.copyOf(means, meanCount),
                Optional.ofNullable(reconciliation));
    }

    private void begin() {
        key = null;
        origin = CalendarDay.NONE;
        revision = -1;
        model = null;
        generation = Forecast.UNKNOWN_GENERATION;
        source = null;
        restarted = false;
        days = Forecast.UNKNOWN_DAYS;
        reconciliation = null;
        targets.clear();
        quantiles.clear();
        horizon = -1;
        count = 0;
        meanCount = 0;
    }

    private void readFields(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "key" -> key = JsonFields.text(parser, token, name);
                case "origin" -> origin = JsonFields.day(parser, token, name);
                case "revision" -> revision = JsonFields.count(parser, token, name);
                case "model" -> model = JsonFields.text(parser, token, name);
                case "generation" -> generation = JsonFields.count(parser, token, name);
                case "source" -> source = JsonFields.source(parser, token, name);
                case "restarted" -> restarted = JsonFields.flag(parser, token, name);
                case "days" -> days = JsonFields.count(parser, token, name);
                case "reconciliation" -> reconciliation = JsonFields.text(parser, token, name);
                case "targets" -> {
                    JsonFields.expect(parser, token, JsonToken.START_OBJECT, name);
                    readTargets(parser);
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void readTargets(JsonParser parser) throws IOException {
        for (String target = parser.nextFieldName(); target != null; target = parser.nextFieldName()) {
            targets.add(target);
            JsonFields.expect(parser, parser.nextToken(), JsonToken.START_OBJECT, target);
            int position = 0;
            for (String label = parser.nextFieldName(); label != null; label = parser.nextFieldName()) {
                if (label.equals(ForecastWriter.MEAN)) {
                    readMeans(parser, target);
                    continue;
                }
                double quantile = JsonFields.probability(label, "quantile");
                if (targets.size() == 1) {
                    quantiles.add(quantile);
                } else if (position >= quantiles.size() || quantiles.get(position) != quantile) {
                    throw new IllegalArgumentException(target + ": expected the quantiles " + quantiles
                            + " of the first target, but got " + label);
                }
                position++;
                JsonFields.expect(parser, parser.nextToken(), JsonToken.START_ARRAY, target + "." + label);
                readValues(parser, target + "." + label);
            }
            if (position != quantiles.size()) {
                throw new IllegalArgumentException(target + ": expected the quantiles " + quantiles
                        + " of the first target, but got " + position + " of them");
            }
        }
    }

    private void readMeans(JsonParser parser, String target) throws IOException {
        String name = target + "." + ForecastWriter.MEAN;
        JsonFields.expect(parser, parser.nextToken(), JsonToken.START_ARRAY, name);
        int start = meanCount;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (meanCount == means.length) {
                means = Arrays.copyOf(means, 2 * meanCount);
            }
            means[meanCount++] = JsonFields.number(parser, token, name);
        }
        requireDays(meanCount - start, name);
    }

    private void readValues(JsonParser parser, String name) throws IOException {
        int start = count;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = JsonFields.number(parser, token, name);
        }
        requireDays(count - start, name);
    }

    private void requireDays(int given, String name) {
        if (horizon < 0) {
            horizon = given;
        } else if (horizon != given) {
            throw new IllegalArgumentException(name + ": expected " + horizon + " days as before, but got " + given);
        }
    }
}

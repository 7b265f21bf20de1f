package io.undercurrent.format.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.JsonFields;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.TargetScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JSON messages to scores, the inverse of {@link ScoreWriter}. What follows from other fields, the errors, is not read.
 * Unknown fields are skipped, so that fields can be added to the format.
 *
 * <p>Keeps working memory between messages: one parser serves one thread.
 */
public final class ScoreParser {

    private static final String RECORD = "score";

    private final JsonFactory json = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
            .build();

    private double[] numbers = new double[64];

    /**
     * Parses one message.
     *
     * @throws IllegalArgumentException if it is no score
     */
    public DayScore parse(byte[] message) {
        try (JsonParser parser = json.createParser(message)) {
            JsonFields.expect(parser, parser.nextToken(), JsonToken.START_OBJECT, RECORD);
            return readScore(parser);
        } catch (IOException malformed) {
            throw JsonFields.malformed(RECORD, malformed);
        }
    }

    private DayScore readScore(JsonParser parser) throws IOException {
        String key = null;
        int day = CalendarDay.NONE;
        int revision = -1;
        String model = null;
        boolean inSample = false;
        List<TargetScore> targets = new ArrayList<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "key" -> key = JsonFields.text(parser, token, name);
                case "day" -> day = JsonFields.day(parser, token, name);
                case "revision" -> revision = JsonFields.count(parser, token, name);
                case "model" -> model = JsonFields.text(parser, token, name);
                case "inSample" -> inSample = JsonFields.flag(parser, token, name);
                case "targets" -> {
                    JsonFields.expect(parser, token, JsonToken.START_OBJECT, name);
                    for (String target = parser.nextFieldName(); target != null; target = parser.nextFieldName()) {
                        JsonFields.expect(parser, parser.nextToken(), JsonToken.START_OBJECT, target);
                        targets.add(readTarget(parser, target));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        JsonFields.requireField(RECORD, "key", key != null);
        JsonFields.requireField(RECORD, "day", day != CalendarDay.NONE);
        JsonFields.requireField(RECORD, "revision", revision >= 0);
        JsonFields.requireField(RECORD, "model", model != null);
        JsonFields.requireField(RECORD, "targets", !targets.isEmpty());
        return new DayScore(key, day, revision, model, inSample, targets);
    }

    private TargetScore readTarget(JsonParser parser, String target) throws IOException {
        double actual = Double.NaN;
        float scale = Float.NaN;
        Source[] source = null;
        double[] forecast = null;
        float[] pinball = null;
        double[] naive = null;
        double[] baseline = null;
        float probability = Float.NaN;
        float surprise = Float.NaN;
        float threshold = Float.NaN;
        TargetScore.Cause cause = TargetScore.Cause.VALUE;
        List<TargetScore.Inside> inside = new ArrayList<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            String path = target + "." + name;
            switch (name) {
                case "actual" -> actual = JsonFields.number(parser, token, path);
                case "scale" -> scale = (float) JsonFields.number(parser, token, path);
                case "source" -> source = readSources(parser, token, path);
                case "forecast" -> forecast = readNumbers(parser, token, path);
                case "pinball" -> pinball = toFloats(readNumbers(parser, token, path));
                case "inside" -> readInside(parser, token, path, inside);
                case "naive" -> naive = readForecast(parser, token, path);
                case "probability" -> probability = (float) JsonFields.number(parser, token, path);
                case "surprise" -> surprise = (float) JsonFields.number(parser, token, path);
                case "threshold" -> threshold = (float) JsonFields.number(parser, token, path);
                case "cause" -> cause = readCause(parser, token, path);
                case "baseline" -> baseline = readForecast(parser, token, path);
                default -> parser.skipChildren();
            }
        }
        JsonFields.requireField(target, "actual", !Double.isNaN(actual));
        JsonFields.requireField(target, "source", source != null);
        JsonFields.requireField(target, "forecast", forecast != null);
        JsonFields.requireField(target, "pinball", pinball != null);
        JsonFields.requireField(target, "naive", naive != null);
        if (baseline == null) {
            // Scores did not always speak of it.
            baseline = new double[source.length];
            Arrays.fill(baseline, Double.NaN);
        }
        return new TargetScore(
                target,
                actual,
                scale,
                source,
                forecast,
                pinball,
                inside,
                naive,
                baseline,
                new TargetScore.Surprise(probability, surprise, threshold, cause));
    }

    private static TargetScore.Cause readCause(JsonParser parser, JsonToken token, String path) throws IOException {
        return token == JsonToken.VALUE_NULL
                ? TargetScore.Cause.VALUE
                : TargetScore.Cause.of(JsonFields.text(parser, token, path));
    }

    private double[] readForecast(JsonParser parser, JsonToken first, String path) throws IOException {
        JsonFields.expect(parser, first, JsonToken.START_OBJECT, path);
        double[] forecast = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("forecast")) {
                forecast = readNumbers(parser, token, path + "." + name);
            } else {
                parser.skipChildren();
            }
        }
        return forecast;
    }

    private static void readInside(JsonParser parser, JsonToken first, String path, List<TargetScore.Inside> inside)
            throws IOException {
        JsonFields.expect(parser, first, JsonToken.START_OBJECT, path);
        for (String label = parser.nextFieldName(); label != null; label = parser.nextFieldName()) {
            double level = JsonFields.probability(label, path);
            JsonFields.expect(parser, parser.nextToken(), JsonToken.START_ARRAY, path + "." + label);
            List<Boolean> hits = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                hits.add(token != JsonToken.VALUE_NULL && JsonFields.flag(parser, token, path + "." + label));
            }
            boolean[] array = new boolean[hits.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = hits.get(i);
            }
            inside.add(new TargetScore.Inside(level, array));
        }
    }

    private static Source[] readSources(JsonParser parser, JsonToken first, String path) throws IOException {
        JsonFields.expect(parser, first, JsonToken.START_ARRAY, path);
        List<Source> sources = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            sources.add(token == JsonToken.VALUE_NULL ? null : JsonFields.source(parser, token, path));
        }
        return sources.toArray(new Source[0]);
    }

    private double[] readNumbers(JsonParser parser, JsonToken first, String path) throws IOException {
        JsonFields.expect(parser, first, JsonToken.START_ARRAY, path);
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = JsonFields.number(parser, token, path);
        }
        return Arrays.copyOf(numbers, count);
    }

    private static float[] toFloats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}

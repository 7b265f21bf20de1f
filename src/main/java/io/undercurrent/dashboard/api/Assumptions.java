package io.undercurrent.dashboard.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.undercurrent.dashboard.api.form.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The body of a request with assumed covariates: for each the values of all days ahead, or those of some dates. */
final class Assumptions {

    private static final String COVARIATES = "covariates";
    private static final int BAD_REQUEST = 400;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final List<String> names;
    private final int origin;
    /** (covariates, horizon) */
    private final double[][] values;

    private Assumptions(List<String> names, int origin, double[][] announced) {
        this.names = names;
        this.origin = origin;
        values = announced.clone();
    }

    /**
     * What was announced, with the assumptions in its place.
     *
     * @param names of the covariates
     * @param announced (covariates, horizon); not changed
     * @throws Problem if the body is not as it should be
     */
    static double[][] read(byte[] body, List<String> names, int origin, double[][] announced) {
        Assumptions assumptions = new Assumptions(names, origin, announced);
        JsonNode fields = parse(body);
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getKey().equals(COVARIATES)) {
                throw Problem.parameter(field.getKey(), "the field " + COVARIATES + " alone", field.getKey());
            }
        }
        JsonNode covariates = fields.path(COVARIATES);
        if (!covariates.isObject() || covariates.isEmpty()) {
            throw Problem.parameter(
                    COVARIATES,
                    "an object with at least one covariate",
                    covariates.isMissingNode() ? "none" : covariates.toString());
        }
        covariates.properties().forEach(field -> assumptions.assume(field.getKey(), field.getValue()));
        return assumptions.values;
    }

    private static JsonNode parse(byte[] body) {
        JsonNode fields;
        try {
            fields = JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new Problem(
                    BAD_REQUEST, "body: expected JSON, but got what is none: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from an array failed", impossible);
        }
        if (!fields.isObject()) {
            throw Problem.parameter("body", "an object such as {\"covariates\":{\"promotion\":[1,0]}}", kind(fields));
        }
        return fields;
    }

    private void assume(String name, JsonNode given) {
        int covariate = names.indexOf(name);
        if (covariate < 0) {
            throw Problem.parameter(
                    name,
                    names.isEmpty() ? "no covariate, as the model has none" : "one of " + String.join(", ", names),
                    name);
        }
        double[] days = values[covariate].clone();
        values[covariate] = days;
        if (given.isArray()) {
            if (given.size() != days.length) {
                throw Problem.parameter(
                        name, days.length + " values, one for each day ahead", Integer.toString(given.size()));
            }
            for (int lead = 0; lead < days.length; lead++) {
                days[lead] = value(name, given.get(lead), days[lead]);
            }
        } else if (given.isObject()) {
            given.properties().forEach(day -> {
                int lead = lead(name, day.getKey(), days.length);
                days[lead] = value(name, day.getValue(), days[lead]);
            });
        } else {
            throw Problem.parameter(name, "an array by lead or an object by date", given.toString());
        }
    }

    private int lead(String name, String date, int horizon) {
        try {
            long lead = LocalDate.parse(date).toEpochDay() - origin - 1;
            if (lead >= 0 && lead < horizon) {
                return (int) lead;
            }
        } catch (DateTimeException noDate) {
            // Refused below, as are other dates.
        }
        throw Problem.parameter(
                name, "dates from " + Days.date(origin + 1L) + " to " + Days.date(origin + (long) horizon), date);
    }

    /** Null leaves a day as it was announced. */
    private static double value(String name, JsonNode given, double announced) {
        if (given.isNull()) {
            return announced;
        }
        if (!given.isNumber() || !Double.isFinite(given.doubleValue())) {
            throw Problem.parameter(name, "numbers, or null for a day that stays as announced", given.toString());
        }
        return given.doubleValue();
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}

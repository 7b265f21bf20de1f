package io.undercurrent.job;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The topics of a job.
 *
 * @param readings where messages come from
 * @param predictions where forecasts go, keyed by their series
 * @param rejected where messages go that become no forecast
 */
public record KafkaTopicNames(String readings, String predictions, String rejected) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    public KafkaTopicNames {
        for (String name : List.of(readings, predictions, rejected)) {
            if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException(
                        "topic: expected 1 to 249 letters, digits, '.', '_' or '-', but got '" + name + "'");
            }
        }
        if (Set.copyOf(List.of(readings, predictions, rejected)).size() < 3) {
            throw new IllegalArgumentException("topics: expected three different ones, but got " + readings + ", "
                    + predictions + " and " + rejected);
        }
    }
}

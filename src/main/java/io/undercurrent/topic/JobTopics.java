package io.undercurrent.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The topics of a job.
 *
 * @param readings where messages come from
 * @param predictions where forecasts go, keyed by their series
 * @param rejected where messages go that become no forecast
 * @param scores where it goes how the forecasts for each day did, keyed by the series; empty for nowhere
 * @param anomalies where values go that were not expected, keyed by the series; empty for nowhere
 */
public record JobTopics(
        String readings, String predictions, String rejected, Optional<String> scores, Optional<String> anomalies) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** Of a job that writes no anomalies. */
    public JobTopics(String readings, String predictions, String rejected, Optional<String> scores) {
        this(readings, predictions, rejected, scores, Optional.empty());
    }

    public JobTopics {
        requireLegal(all(readings, predictions, rejected, scores, anomalies));
    }

    /**
     * @throws IllegalArgumentException if Kafka has no topics of these names, or two are the same
     */
    static void requireLegal(List<String> names) {
        for (String name : names) {
            if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException(
                        "topic: expected 1 to 249 letters, digits, '.', '_' or '-', but got '" + name + "'");
            }
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("topics: expected different ones, but got " + String.join(", ", names));
        }
    }

    /** The names of those that receive results. */
    public List<String> results() {
        return all(readings, predictions, rejected, scores, anomalies).stream()
                .skip(1)
                .toList();
    }

    private static List<String> all(
            String readings, String predictions, String rejected, Optional<String> scores, Optional<String> anomalies) {
        List<String> names = new ArrayList<>(List.of(readings, predictions));
        scores.ifPresent(names::add);
        anomalies.ifPresent(names::add);
        names.add(rejected);
        return names;
    }
}

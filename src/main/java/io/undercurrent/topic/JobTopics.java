package io.undercurrent.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The topics of a job.
 *
 * @param readings where messages come from; a pattern does not match the other topics of the job
 * @param predictions where forecasts go, keyed by their series
 * @param rejected where messages go that become no forecast
 * @param scores where it goes how the forecasts for each day did, keyed by the series; empty for nowhere
 * @param anomalies where values go that were not expected, keyed by the series; empty for nowhere
 * @param shadows where it goes what a model forecasts that is stepped beside the live one, keyed by the series; empty for nowhere
 */
public record JobTopics(
        TopicSelection readings,
        String predictions,
        String rejected,
        Optional<String> scores,
        Optional<String> anomalies,
        Optional<String> shadows) {

    /** Of a job whose model has no shadow. */
    public JobTopics(
            TopicSelection readings,
            String predictions,
            String rejected,
            Optional<String> scores,
            Optional<String> anomalies) {
        this(readings, predictions, rejected, scores, anomalies, Optional.empty());
    }

    /** Of a job that reads one topic. */
    public JobTopics(
            String readings, String predictions, String rejected, Optional<String> scores, Optional<String> anomalies) {
        this(TopicSelection.of(readings), predictions, rejected, scores, anomalies);
    }

    /** Of a job that reads one topic and writes no anomalies. */
    public JobTopics(String readings, String predictions, String rejected, Optional<String> scores) {
        this(readings, predictions, rejected, scores, Optional.empty());
    }

    public JobTopics {
        List<String> results = results(predictions, rejected, scores, anomalies, shadows);
        List<String> names = new ArrayList<>(readings.names());
        names.addAll(results);
        requireLegal(names);
        readings = readings.without(results);
    }

    /**
     * @throws IllegalArgumentException if Kafka has no topics of these names, or two are the same
     */
    static void requireLegal(List<String> names) {
        names.forEach(TopicSelection::requireLegal);
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("topics: expected different ones, but got " + String.join(", ", names));
        }
    }

    /** The same, where no pattern of the readings matches the topics on its models. */
    public JobTopics besides(ModelTopics models) {
        return new JobTopics(
                readings.without(List.of(models.models(), models.events())),
                predictions,
                rejected,
                scores,
                anomalies,
                shadows);
    }

    /** The same, with a topic for what shadows forecast. */
    public JobTopics withShadows(String topic) {
        return new JobTopics(readings, predictions, rejected, scores, anomalies, Optional.of(topic));
    }

    /** The names of those that receive results. */
    public List<String> results() {
        return results(predictions, rejected, scores, anomalies, shadows);
    }

    private static List<String> results(
            String predictions,
            String rejected,
            Optional<String> scores,
            Optional<String> anomalies,
            Optional<String> shadows) {
        List<String> names = new ArrayList<>(List.of(predictions));
        scores.ifPresent(names::add);
        anomalies.ifPresent(names::add);
        shadows.ifPresent(names::add);
        names.add(rejected);
        return names;
    }
}

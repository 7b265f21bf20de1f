package io.undercurrent.job.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.topic.JobTopics;
import io.undercurrent.topic.TopicSelection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What distinguishes a job from others: its name, its topics, and what it forecasts. With another model of the same
 * shape it is still the same job.
 *
 * @param name of the job
 * @param cluster the id of the Kafka cluster
 * @param readings names of the topics that it reads, separated by commas
 * @param readingsPatterns patterns of further ones; null where there are none, as in what earlier releases wrote
 * @param scores null where the job writes none
 * @param window days that the model looks back
 * @param lateness days that a reading may be older than the newest of its series
 */
public record JobIdentity(
        String name,
        String cluster,
        String readings,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> readingsPatterns,
        String predictions,
        String rejected,
        String scores,
        List<String> targets,
        List<String> covariates,
        List<Double> quantiles,
        int horizon,
        int window,
        int lateness) {

    private static final String SEPARATOR = ",";
    private static final String READINGS = "readings topic";

    public JobIdentity {
        readingsPatterns = readingsPatterns == null ? null : List.copyOf(readingsPatterns);
        targets = List.copyOf(targets);
        covariates = List.copyOf(covariates);
        quantiles = List.copyOf(quantiles);
    }

    /** Of a job with this contract between these topics. */
    public static JobIdentity of(String name, String cluster, JobTopics topics, SeriesContract contract) {
        return new JobIdentity(
                name,
                cluster,
                String.join(SEPARATOR, topics.readings().names()),
                topics.readings().patterns().isEmpty()
                        ? null
                        : topics.readings().patterns(),
                topics.predictions(),
                topics.rejected(),
                topics.scores().orElse(null),
                contract.columns().targets(),
                contract.columns().covariates(),
                contract.quantiles(),
                contract.horizon(),
                contract.window(),
                contract.lateness());
    }

    /** The topics that it reads. */
    TopicSelection topics() {
        return new TopicSelection(
                readings.isEmpty() ? List.of() : List.of(readings.split(SEPARATOR)),
                readingsPatterns == null ? List.of() : readingsPatterns);
    }

    /**
     * All that differs in {@code present}, as {@code horizon was 28 and is 14}; empty if it is the same job. A job that reads further topics
     * is the same.
     */
    public List<String> differencesTo(JobIdentity present) {
        Map<String, Object> others = present.facts();
        List<String> differences = new ArrayList<>();
        facts().forEach((fact, value) -> {
            boolean covered = fact.equals(READINGS) && present.topics().covers(topics());
            if (!covered && !value.equals(others.get(fact))) {
                differences.add(fact + " was " + value + " and is " + others.get(fact));
            }
        });
        return differences;
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("Kafka cluster", cluster);
        facts.put(READINGS, topics());
        facts.put("predictions topic", predictions);
        facts.put("rejected topic", rejected);
        facts.put("scores topic", scores == null ? "none" : scores);
        facts.put("targets", targets);
        facts.put("covariates", covariates);
        facts.put("quantiles", quantiles);
        facts.put("horizon", horizon);
        facts.put("window", window);
        facts.put("lateness", lateness);
        return facts;
    }
}

package io.undercurrent.job.restore;

import io.undercurrent.series.SeriesContract;
import io.undercurrent.topic.JobTopics;
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
 * @param scores null where the job writes none
 * @param window days that the model looks back
 * @param lateness days that a reading may be older than the newest of its series
 */
public record JobIdentity(
        String name,
        String cluster,
        String readings,
        String predictions,
        String rejected,
        String scores,
        List<String> targets,
        List<String> covariates,
        List<Double> quantiles,
        int horizon,
        int window,
        int lateness) {

    public JobIdentity {
        targets = List.copyOf(targets);
        covariates = List.copyOf(covariates);
        quantiles = List.copyOf(quantiles);
    }

    /** Of a job with this contract between these topics. */
    public static JobIdentity of(String name, String cluster, JobTopics topics, SeriesContract contract) {
        return new JobIdentity(
                name,
                cluster,
                topics.readings(),
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

    /** All that differs in {@code present}, as {@code horizon was 28 and is 14}; empty if it is the same job. */
    public List<String> differencesTo(JobIdentity present) {
        Map<String, Object> others = present.facts();
        List<String> differences = new ArrayList<>();
        facts().forEach((fact, value) -> {
            if (!value.equals(others.get(fact))) {
                differences.add(fact + " was " + value + " and is " + others.get(fact));
            }
        });
        return differences;
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("Kafka cluster", cluster);
        facts.put("readings topic", readings);
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

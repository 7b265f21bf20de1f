package io.undercurrent.job.kafka;

import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.topic.JobTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.kafka.common.config.TopicConfig;

/** Creates missing topics of a job, and reports existing ones whose retention differs from the options. */
final class TopicMaker {

    /** A name that differs in more letters is not the one that was meant. */
    private static final LevenshteinDistance TYPOS = new LevenshteinDistance(3);

    private final KafkaAdmin admin;
    private final JobTopics names;
    private final NewTopics wanted;
    private final Consumer<String> say;

    /**
     * @param say receives a line for each topic that was made or differs
     */
    TopicMaker(KafkaAdmin admin, KafkaOptions options, Consumer<String> say) {
        this.admin = admin;
        this.names = options.topics();
        this.wanted = options.newTopics();
        this.say = say;
    }

    /**
     * Makes sure that there are the topics of readings that have names.
     *
     * @throws IllegalArgumentException if there is none, and none was to be made
     */
    void readings() {
        List<String> all = names.readings().names();
        Set<String> missing = admin.missing(all);
        for (String topic : all) {
            if (missing.contains(topic)) {
                make(topic);
            }
        }
    }

    private void make(String topic) {
        if (!wanted.readings()) {
            throw new IllegalArgumentException(
                    "there is no topic " + topic + similar(topic) + "; --create-topics creates it");
        }
        if (admin.createReadingsIfMissing(topic, wanted.partitions())) {
            sayCreated(topic);
        }
    }

    /** Those of the topics for results that do not exist. */
    Set<String> missingResults() {
        return admin.missing(names.results());
    }

    /**
     * Makes {@code missing} ones, big enough for what the job writes, and looks at the others.
     *
     * @param readings the topics whose messages may be rejected
     * @param shape of the forecasts, which decides how long their messages can be
     */
    void results(Set<String> missing, ReadingsTopics readings, ForecastShape shape) {
        int readingBytes = KafkaTopics.readingBytes(admin, readings);
        for (String topic : names.results()) {
            Map<String, String> keeping = keeping(topic);
            if (missing.contains(topic)) {
                Map<String, String> settings = new HashMap<>(keeping);
                settings.put(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(messageBytes(topic, readingBytes, shape)));
                if (admin.create(topic, wanted.partitions(), settings)) {
                    sayCreated(topic);
                }
            } else {
                compare(topic, keeping);
            }
        }
    }

    private int messageBytes(String topic, int readingBytes, ForecastShape shape) {
        if (topic.equals(names.rejected())) {
            return KafkaTopics.rejectedBytes(readingBytes);
        }
        return Math.max(readingBytes, resultBytes(topic, shape));
    }

    private int resultBytes(String topic, ForecastShape shape) {
        if (names.anomalies().equals(Optional.of(topic))) {
            return KafkaTopics.anomalyBytes(shape);
        }
        return areForecasts(topic) ? KafkaTopics.forecastBytes(shape) : KafkaTopics.scoreBytes(shape);
    }

    private boolean areForecasts(String topic) {
        return topic.equals(names.predictions()) || names.shadows().equals(Optional.of(topic));
    }

    /** The settings by which a topic keeps its messages. */
    private Map<String, String> keeping(String topic) {
        Map<String, String> settings = new HashMap<>();
        boolean aged = true;
        if (areForecasts(topic)) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, wanted.predictions().toString());
            aged = wanted.predictions() != NewTopics.Cleanup.COMPACT;
        }
        if (aged && wanted.retentionMillis().isPresent()) {
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(wanted.retentionMillis().getAsLong()));
        }
        return settings;
    }

    private void compare(String topic, Map<String, String> keeping) {
        keeping.forEach((name, value) -> {
            String found = admin.setting(topic, name);
            if (!Set.of(found.split(",")).equals(Set.of(value.split(",")))) {
                say.accept("The topic " + topic + " existed already and stays as it is: " + name + " is " + found
                        + ", not " + value);
            }
        });
    }

    private void sayCreated(String topic) {
        say.accept("Created the topic " + topic);
    }

    private String similar(String missing) {
        Set<String> near = new TreeSet<>(admin.topics());
        near.removeIf(topic -> TYPOS.apply(missing, topic) < 0);
        return near.isEmpty() ? "" : "; there is " + String.join(", ", near);
    }
}

package io.undercurrent.job.kafka;

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
     * Makes sure that there is a topic of readings.
     *
     * @throws IllegalArgumentException if there is none, and none was to be made
     */
    void readings() {
        if (!admin.missing(List.of(names.readings())).contains(names.readings())) {
            return;
        }
        if (!wanted.readings()) {
            throw new IllegalArgumentException("there is no topic " + names.readings() + similar(names.readings())
                    + "; --create-topics creates it");
        }
        if (admin.createReadingsIfMissing(names.readings(), wanted.partitions())) {
            sayCreated(names.readings());
        }
    }

    /** Those of the topics for results that do not exist. */
    Set<String> missingResults() {
        return admin.missing(names.results());
    }

    /**
     * Makes {@code missing} ones, big enough for what the job writes, and looks at the others.
     *
     * @param shape of the forecasts, which decides how long their messages can be
     */
    void results(Set<String> missing, ForecastShape shape) {
        int readingBytes = KafkaTopics.maxMessageBytes(admin, names.readings());
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
        return topic.equals(names.predictions()) ? KafkaTopics.forecastBytes(shape) : KafkaTopics.scoreBytes(shape);
    }

    /** The settings by which a topic keeps its messages. */
    private Map<String, String> keeping(String topic) {
        Map<String, String> settings = new HashMap<>();
        boolean aged = true;
        if (topic.equals(names.predictions())) {
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

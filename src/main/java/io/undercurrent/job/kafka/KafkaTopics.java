package io.undercurrent.job.kafka;

import io.undercurrent.format.ForecastWriter;
import io.undercurrent.format.ScoreWriter;
import io.undercurrent.series.ForecastShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a job as they are found, or made, before it starts. Each must take what the job will write: a message
 * too large for its topic would make the job fail, start again, and fail at the same message.
 *
 * @param created topics that were missing
 * @param predictionBytes the largest message that the predictions topic takes
 * @param rejectedBytes the largest message that the rejected topic takes
 * @param scoreBytes the largest message that the scores topic takes; 0 where there is none
 */
record KafkaTopics(List<String> created, int predictionBytes, int rejectedBytes, int scoreBytes) {

    /** Room for the headers of a rejected message, and for what Kafka adds to a message of its own. */
    static final int HEADROOM = 1 << 16;

    /**
     * Creates what is missing and checks the rest.
     *
     * @throws IllegalStateException if no broker answers, or a topic that exists does not fit
     */
    static KafkaTopics prepare(KafkaOptions options, ForecastShape shape) {
        KafkaTopicNames names = options.topics();
        List<String> created = new ArrayList<>();
        try (KafkaAdmin admin = new KafkaAdmin(options.bootstrapServers(), options.properties())) {
            if (admin.createReadingsIfMissing(names.readings(), options.partitions())) {
                created.add(names.readings());
            }
            int readingBytes = admin.maxMessageBytes(names.readings());
            int predictionBytes = Math.max(readingBytes, ForecastWriter.maxBytes(shape) + HEADROOM);
            int rejectedBytes = Math.addExact(readingBytes, HEADROOM);
            // The newest forecast of each series is what a reader of the topic wants to find.
            Map<String, String> compacted = Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(predictionBytes));
            if (admin.createIfMissing(names.predictions(), options.partitions(), compacted)) {
                created.add(names.predictions());
            }
            Map<String, String> roomy = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(rejectedBytes));
            if (admin.createIfMissing(names.rejected(), options.partitions(), roomy)) {
                created.add(names.rejected());
            }
            int scoreBytes = Math.max(readingBytes, ScoreWriter.maxBytes(shape) + HEADROOM);
            if (names.scores().isPresent()
                    && admin.createIfMissing(
                            names.scores().get(),
                            options.partitions(),
                            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(scoreBytes)))) {
                created.add(names.scores().get());
            }
            return new KafkaTopics(
                    List.copyOf(created),
                    require(
                            admin,
                            names.predictions(),
                            ForecastWriter.maxBytes(shape) + HEADROOM,
                            "a forecast of this model can be that long"),
                    require(
                            admin,
                            names.rejected(),
                            rejectedBytes,
                            "the topic " + names.readings() + " takes messages of " + readingBytes
                                    + " bytes, and each must fit with its headers"),
                    names.scores().isEmpty()
                            ? 0
                            : require(
                                    admin,
                                    names.scores().get(),
                                    ScoreWriter.maxBytes(shape) + HEADROOM,
                                    "a score of this model can be that long"));
        }
    }

    private static int require(KafkaAdmin admin, String topic, int bytes, String why) {
        int limit = admin.maxMessageBytes(topic);
        if (limit < bytes) {
            throw new IllegalStateException("topic " + topic + ": expected " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                    + " of at least " + bytes + ", because " + why + ", but it is " + limit);
        }
        return limit;
    }
}

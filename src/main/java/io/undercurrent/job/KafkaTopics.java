package io.undercurrent.job;

import io.undercurrent.format.ForecastWriter;
import io.undercurrent.series.ForecastShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Sees to it, before the job starts, that its topics exist and take what the job will write: a message too large for a topic
 * would make the job fail, start again, and fail at the same message.
 *
 * @param created topics that were missing
 * @param predictionBytes the largest message that the predictions topic takes
 * @param rejectedBytes the largest message that the rejected topic takes
 */
record KafkaTopics(List<String> created, int predictionBytes, int rejectedBytes) {

    /** Room for the headers of a rejected message, and for what Kafka adds to a message of its own. */
    static final int HEADROOM = 1 << 16;

    private static final String PATIENCE_MS = "15000";

    /**
     * Creates what is missing and checks the rest.
     *
     * @throws IllegalStateException if no broker answers, or a topic that exists does not fit
     */
    static KafkaTopics prepare(KafkaOptions options, ForecastShape shape) {
        Properties settings = options.propertiesOver(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS));
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return new Preparation(admin, options).run(ForecastWriter.maxBytes(shape) + HEADROOM);
        }
    }

    /** One look at the topics of a cluster. */
    private record Preparation(Admin admin, KafkaOptions options) {

        KafkaTopics run(int predictionBytes) {
            KafkaTopicNames topics = options.topics();
            Set<String> existing =
                    await("listing the topics", admin.listTopics().names());
            List<String> created = new ArrayList<>();
            if (create(topics.readings(), existing, Map.of())) {
                created.add(topics.readings());
            }
            int readingBytes = messageBytes(topics.readings());
            int rejectedBytes = Math.addExact(readingBytes, HEADROOM);
            // The newest forecast of each series is what a reader of the topic wants to find.
            Map<String, String> predictions =
                    new HashMap<>(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            if (predictionBytes > readingBytes) {
                predictions.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(predictionBytes));
            }
            if (create(topics.predictions(), existing, predictions)) {
                created.add(topics.predictions());
            }
            if (create(
                    topics.rejected(),
                    existing,
                    Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(rejectedBytes)))) {
                created.add(topics.rejected());
            }
            return new KafkaTopics(
                    List.copyOf(created),
                    require(topics.predictions(), predictionBytes, "a forecast can be that long"),
                    require(
                            topics.rejected(),
                            rejectedBytes,
                            "the topic " + topics.readings() + " takes messages of " + readingBytes
                                    + " bytes, which must fit whole and with their headers"));
        }

        private boolean create(String topic, Set<String> existing, Map<String, String> settings) {
            if (existing.contains(topic)) {
                return false;
            }
            Optional<Integer> partitions = options.partitions().isPresent()
                    ? Optional.of(options.partitions().getAsInt())
                    : Optional.empty();
            NewTopic missing = new NewTopic(topic, partitions, Optional.empty()).configs(settings);
            try {
                await(
                        "creating the topic " + topic,
                        admin.createTopics(List.of(missing)).all());
                return true;
            } catch (IllegalStateException failure) {
                if (failure.getCause() instanceof TopicExistsException) {
                    return false;
                }
                throw failure;
            }
        }

        private int require(String topic, int bytes, String why) {
            int limit = messageBytes(topic);
            if (limit < bytes) {
                throw new IllegalStateException("topic " + topic + ": expected " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                        + " of at least " + bytes + ", because " + why + ", but it is " + limit);
            }
            return limit;
        }

        private int messageBytes(String topic) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return Integer.parseInt(await(
                            "asking for the settings of the topic " + topic,
                            admin.describeConfigs(List.of(resource)).values().get(resource))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value());
        }

        private <T> T await(String what, KafkaFuture<T> answer) {
            try {
                return answer.get();
            } catch (ExecutionException failure) {
                Throwable cause = failure.getCause();
                String message = cause instanceof TimeoutException
                        ? "no broker answered in time: is Kafka running there?"
                        : cause.getMessage();
                throw new IllegalStateException(
                        "Kafka at " + options.bootstrapServers() + ": " + what + " failed: " + message, cause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while " + what, interrupted);
            }
        }
    }
}

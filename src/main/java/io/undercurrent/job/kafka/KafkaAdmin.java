package io.undercurrent.job.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What has to be asked of a Kafka cluster before anything runs, with answers and errors in plain terms. */
public final class KafkaAdmin implements AutoCloseable {

    /** Whoever names the wrong broker should not wait the default minute to learn it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String FOR_EVER = "-1";

    private final String bootstrapServers;
    private final Admin admin;

    /**
     * @param properties further settings of the client by their Kafka name
     */
    public KafkaAdmin(String bootstrapServers, Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers;
        Properties settings = new Properties();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        settings.putAll(properties);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        admin = Admin.create(settings);
    }

    /**
     * Creates a topic of readings unless there is one of that name. Readings stay there for ever, whatever the broker's default: a
     * job that starts without a checkpoint, as with a model trained again, fills its windows from them.
     *
     * @param partitions the broker's default where empty
     * @return whether it was missing
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    public boolean createReadingsIfMissing(String topic, OptionalInt partitions) {
        return createIfMissing(topic, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER));
    }

    /**
     * Creates a topic unless there is one of that name.
     *
     * @param partitions the broker's default where empty
     * @param settings of the topic by their Kafka name
     * @return whether it was missing
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    boolean createIfMissing(String topic, OptionalInt partitions, Map<String, String> settings) {
        Set<String> existing = await("listing the topics", admin.listTopics().names());
        if (existing.contains(topic)) {
            return false;
        }
        Optional<Integer> count = partitions.isPresent() ? Optional.of(partitions.getAsInt()) : Optional.empty();
        NewTopic missing = new NewTopic(topic, count, Optional.empty()).configs(settings);
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

    /** The largest message that a topic takes. Waits for a topic just created until the brokers know of it. */
    int maxMessageBytes(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Integer.parseInt(await(
                                "asking for the settings of the topic " + topic,
                                admin.describeConfigs(List.of(resource))
                                        .values()
                                        .get(resource))
                        .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                        .value());
            } catch (IllegalStateException failure) {
                boolean unknownYet = failure.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknownYet || System.nanoTime() > deadline) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
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
                    "Kafka at " + bootstrapServers + ": " + what + " failed: " + message, cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + what, interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}

package io.undercurrent.job.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's member in the owner group, as long as the job runs. It reads nothing. */
final class OwnerMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerMember.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Joins the group, some time after it returns.
     *
     * @param topic any that exists and the account may describe
     * @param properties further settings of the consumer by their Kafka name
     */
    OwnerMember(Ownership ownership, String bootstrapServers, String topic, Map<String, String> properties) {
        Properties settings = new Properties();
        settings.putAll(properties);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Ownership.ownerGroup(ownership.group()));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, ownership.clientId());
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(Ownership.SESSION_TIMEOUT.toMillis()));
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Long.toString(Ownership.SESSION_TIMEOUT.toMillis() / 3));
        // Flink takes the job's classes away while it closes what has ended. A member that cannot leave for that is to
        // go by itself.
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(Ownership.POLL_TIMEOUT.toMillis()));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(NoPartitions.class));
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        thread = new Thread(this::stay, "owner of " + ownership.group());
        thread.setDaemon(true);
        thread.start();
    }

    private void stay() {
        try (consumer) {
            while (!closed) {
                poll();
            }
        } catch (WakeupException leaving) {
            // Closing the consumer tells the brokers.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Errors are ignored: brokers may accept the member later, and the job must not fail for it. */
    private void poll() throws InterruptedException {
        try {
            consumer.poll(POLL);
        } catch (WakeupException leaving) {
            throw leaving;
        } catch (KafkaException failure) {
            LOG.warn("The job does not hold its consumer group at the moment", failure);
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** Leaves the group. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives no member anything to read. */
    public static final class NoPartitions implements ConsumerPartitionAssignor {

        @Override
        public GroupAssignment assign(Cluster metadata, GroupSubscription subscriptions) {
            Map<String, Assignment> nothing = new HashMap<>();
            subscriptions
                    .groupSubscription()
                    .keySet()
                    .forEach(member -> nothing.put(member, new Assignment(List.of())));
            return new GroupAssignment(nothing);
        }

        @Override
        public String name() {
            return "none";
        }
    }
}

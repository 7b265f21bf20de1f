package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelMessages;
import io.undercurrent.format.models.ModelRole;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a running job writes to the topic of events about its models, and puts each into a line for the terminal. Not thread-safe.
 */
public final class ModelsWatch implements AutoCloseable {

    /** From one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ModelsWatch.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final String job;
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Where the events of this run begin; from the first offset on in partitions that come later. */
    private final Map<TopicPartition, Long> begin = new HashMap<>();

    /**
     * Looks where the topic ends now. Without an answer of Kafka it begins with the first event.
     *
     * @param job its consumer group
     */
    public ModelsWatch(ModelLog log, String job) {
        topic = log.topics().events();
        this.job = job;
        consumer =
                new KafkaConsumer<>(log.consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            begin.putAll(consumer.endOffsets(partitions()));
        } catch (KafkaException away) {
            LOG.debug("Could not ask where the topic {} ends", topic, away);
        }
    }

    private List<TopicPartition> partitions() {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
    }

    /** What is new since the last look. */
    public List<String> look() {
        List<String> news = new ArrayList<>();
        try {
            if (consumer.assignment().isEmpty()) {
                consumer.assign(partitions());
                consumer.assignment().forEach(partition -> consumer.seek(partition, begin.getOrDefault(partition, 0L)));
            }
            if (!consumer.assignment().isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    ModelLog.parse(
                            record.value(),
                            message -> line(ModelMessages.parseEvent(message)).ifPresent(news::add));
                }
            }
        } catch (InterruptException closing) {
            Thread.currentThread().interrupt();
        } catch (KafkaException away) {
            LOG.debug("Could not read the topic {}", topic, away);
        }
        return news;
    }

    private Optional<String> line(ModelEvent event) {
        if (!event.job().equals(job)) {
            return Optional.empty();
        }
        String model = event.entry().model() + " (" + event.entry().uri() + ")";
        return switch (event.what()) {
            case STARTED, COMPARED -> Optional.empty();
            case PROMOTED -> Optional.of("Promotes the shadow " + model + ": " + event.why());
            case ROLLED_BACK -> Optional.of("Goes back to the model " + model + ": " + event.why());
            case ACCEPTED -> Optional.of(taken(event, model));
            case REFUSED ->
                Optional.of("Refuses the model " + event.entry().model() + ", and goes on with the one before: "
                        + event.why());
        };
    }

    private static String taken(ModelEvent event, String model) {
        String from = LocalDate.ofEpochDay(event.entry().from()) + " on";
        if (event.entry().role() != ModelRole.SHADOW) {
            return "Takes the model " + model + ", which forecasts from " + from
                    + ": each series changes over with its next reading, warmed up from its window";
        }
        return event.entry().share() == 0
                ? "Has no shadow from " + from
                : "Takes the model " + model + " as a shadow from " + from;
    }

    /** At once, wherever it waits: to be called by the thread that looks, or when that has ended. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}

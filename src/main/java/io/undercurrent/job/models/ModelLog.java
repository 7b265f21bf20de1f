package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelMessages;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.kafka.KafkaAdmin;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.kafka.TopicScan;
import io.undercurrent.topic.ModelTopics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two topics on the models of a job, as they are now. */
public final class ModelLog implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ModelLog.class);

    /** Entries of all roles and their order need one partition. */
    private static final OptionalInt ONE_PARTITION = OptionalInt.of(1);

    private static final Map<String, String> COMPACTED = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
    private static final Map<String, String> KEPT = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

    private final String bootstrapServers;
    private final Map<String, String> properties;
    private final ModelTopics topics;

    /**
     * @param properties further settings of the clients by their Kafka name
     */
    public ModelLog(String bootstrapServers, Map<String, String> properties, ModelTopics topics) {
        this.bootstrapServers = Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        this.properties = Map.copyOf(properties);
        this.topics = Objects.requireNonNull(topics, "topics");
    }

    /**
     * Makes the topics that are missing: that of models keeps the newest entry of each role, that of events keeps all.
     *
     * @param say receives a line for each that was made
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    public void create(Consumer<String> say) {
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties)) {
            Set<String> missing = admin.missing(List.of(topics.models(), topics.events()));
            create(admin, missing, topics.models(), COMPACTED, say);
            create(admin, missing, topics.events(), KEPT, say);
        }
    }

    private static void create(
            KafkaAdmin admin, Set<String> missing, String topic, Map<String, String> settings, Consumer<String> say) {
        if (missing.contains(topic) && admin.create(topic, ONE_PARTITION, settings)) {
            say.accept("Created the topic " + topic);
        }
    }

    /**
     * Makes sure that a job may read the models and write the events.
     *
     * @throws IllegalStateException naming the rights that are missing
     */
    void requireRights() {
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties)) {
            admin.requireRights(Map.of(
                    topics.models(), List.of(AclOperation.READ),
                    topics.events(), List.of(AclOperation.READ, AclOperation.WRITE)));
        }
    }

    /** Their names. */
    public ModelTopics topics() {
        return topics;
    }

    /** The settings of a consumer of these topics. */
    Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    /** The newest entry of each role; what is no entry is left out, and told to the log. */
    public Map<ModelRole, ModelEntry> entries() {
        Map<ModelRole, ModelEntry> newest = new EnumMap<>(ModelRole.class);
        scan(topics.models(), message -> {
            ModelEntry entry = ModelMessages.parseEntry(message);
            newest.put(entry.role(), entry);
        });
        return newest;
    }

    /** All events, in their order; what is no event is left out. */
    public List<ModelEvent> events() {
        List<ModelEvent> events = new ArrayList<>();
        scan(topics.events(), message -> events.add(ModelMessages.parseEvent(message)));
        return events;
    }

    private void scan(String topic, Consumer<byte[]> receiver) {
        try (KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties)) {
            if (!admin.missing(List.of(topic)).isEmpty()) {
                return;
            }
        }
        try {
            TopicScan.read(
                    bootstrapServers,
                    properties,
                    topic,
                    Long.MAX_VALUE,
                    record -> parse(record.value(), receiver)
                            .ifPresent(wrong -> LOG.warn("{}, offset {}: {}", topic, record.offset(), wrong)));
        } catch (IllegalArgumentException gone) {
            // Made or deleted just now, and some brokers do not know of it: there is nothing in it.
            LOG.info("{} has no messages", topic, gone);
        }
    }

    /** Why a message cannot be used; empty where it can, or takes back what its key had. */
    static Optional<String> parse(byte[] message, Consumer<byte[]> receiver) {
        if (message == null) {
            return Optional.empty();
        }
        try {
            receiver.accept(message);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /**
     * Writes entries, in their order; returns when Kafka has them.
     *
     * @throws IllegalStateException if Kafka refuses one
     */
    public void push(List<ModelEntry> entries) {
        try (MessageProducer producer = new MessageProducer(bootstrapServers, topics.models(), properties)) {
            for (ModelEntry entry : entries) {
                producer.send(entry.role().label(), ModelMessages.write(entry));
                producer.flush();
            }
        }
    }

    /** Writes an event; returns when Kafka has it. */
    void write(ModelEvent event) {
        try (MessageProducer producer = new MessageProducer(bootstrapServers, topics.events(), properties)) {
            producer.send(event.entry().checksum(), ModelMessages.write(event));
            producer.flush();
        }
    }
}

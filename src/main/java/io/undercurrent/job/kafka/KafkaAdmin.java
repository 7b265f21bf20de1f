package io.undercurrent.job.kafka;

import io.undercurrent.job.source.ReadingsTopic;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.job.source.ReadingsWatch;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries and creates topics, and checks rights, before a job runs; errors are in plain words. */
public final class KafkaAdmin implements AutoCloseable {

    /** How long to wait for Kafka: with a wrong address, the default of a minute would be too long. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String FOR_EVER = Long.toString(NewTopics.FOR_EVER);

    private final String bootstrapServers;
    private final Admin admin;

    /**
     * @param properties further settings of the client by their Kafka name
     */
    public KafkaAdmin(String bootstrapServers, Map<String, String> properties) {
        this.bootstrapServers = bootstrapServers;
        Map<String, Object> settings = ReadingsWatch.adminSettings(PATIENCE, properties);
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
        boolean missing = missing(List.of(topic)).contains(topic);
        return missing && create(topic, partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER));
    }

    /**
     * Those of {@code topics} that do not exist. Topics that the account may not describe count as existing, because
     * Kafka does not tell.
     */
    public Set<String> missing(Collection<String> topics) {
        var answers = admin.describeTopics(topics).topicNameValues();
        return topics.stream()
                .filter(topic -> isMissing(topic, answers.get(topic)))
                .collect(Collectors.toSet());
    }

    private boolean isMissing(String topic, KafkaFuture<?> answer) {
        try {
            await("looking for the topic " + topic, answer);
            return false;
        } catch (IllegalStateException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            if (failure.getCause() instanceof TopicAuthorizationException) {
                return false;
            }
            throw failure;
        }
    }

    /** The names of all topics that the account may see. */
    Set<String> topics() {
        return await("listing the topics", admin.listTopics().names());
    }

    /**
     * Creates a topic, and waits until its partitions take messages.
     *
     * @param partitions the broker's default where empty
     * @param settings of the topic by their Kafka name
     * @return whether it was still missing
     * @throws IllegalStateException if Kafka does not answer or refuses
     */
    public boolean create(String topic, OptionalInt partitions, Map<String, String> settings) {
        Optional<Integer> count = partitions.isPresent() ? Optional.of(partitions.getAsInt()) : Optional.empty();
        NewTopic missing = new NewTopic(topic, count, Optional.empty()).configs(settings);
        try {
            await(
                    "creating the topic " + topic,
                    admin.createTopics(List.of(missing)).all());
            awaitLeaders(topic);
            return true;
        } catch (IllegalStateException failure) {
            if (failure.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (failure.getCause() instanceof AuthorizationException) {
                throw new KafkaRefusalException("the topic " + topic + " is missing, and the account lacks the right to"
                        + " create it: Create on topic " + topic + ", or on the cluster");
            }
            throw failure;
        }
    }

    /**
     * Brokers hear of a new topic from the controller. If a partition refuses the first messages of a producer before that and then takes the
     * next ones, it refuses those that the producer sends again as out of order, for ever.
     */
    private void awaitLeaders(String topic) {
        try {
            ends(topic);
        } catch (IllegalStateException failure) {
            if (!(failure.getCause() instanceof AuthorizationException)) {
                throw failure;
            }
        }
    }

    /**
     * A setting of a topic. Waits for a topic just created until the brokers know of it.
     *
     * @param name as Kafka has it
     * @throws KafkaRefusalException if the account may not ask
     */
    String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return ask(
                            "asking for the settings of the topic " + topic,
                            () -> admin.describeConfigs(List.of(resource))
                                    .values()
                                    .get(resource)
                                    .get())
                    .get(name)
                    .value();
        } catch (IllegalStateException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                throw KafkaRights.refusal(List.of("DescribeConfigs on topic " + topic));
            }
            throw failure;
        }
    }

    /** The topics of readings that there are, with their ids; waits for a topic just created until the brokers know of it. */
    ReadingsTopics readings(TopicSelection selection) {
        return new ReadingsTopics(
                selection, present(selection).stream().map(this::readings).toList());
    }

    private ReadingsTopic readings(String topic) {
        return ReadingsTopic.of(ask(
                "asking for the topic " + topic,
                () -> admin.describeTopics(List.of(topic))
                        .topicNameValues()
                        .get(topic)
                        .get()));
    }

    /** The names of a selection, and those of the topics that its patterns match now. */
    public List<String> present(TopicSelection selection) {
        Set<String> names = new LinkedHashSet<>(selection.names());
        if (!selection.patterns().isEmpty()) {
            topics().stream().filter(selection::includes).sorted().forEach(names::add);
        }
        return List.copyOf(names);
    }

    /** Whether a topic has messages, or had some that are gone. */
    boolean hadMessages(String topic) {
        return ends(topic).stream().anyMatch(end -> end.offset() > 0);
    }

    /** Where the partitions of a topic end, as their leaders say. */
    private Collection<ListOffsetsResultInfo> ends(String topic) {
        return ask("asking for the end of the topic " + topic, () -> {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values();
        });
    }

    /** The id of the cluster, whichever of its brokers is asked. */
    String clusterId() {
        return await("asking for the id of the cluster", admin.describeCluster().clusterId());
    }

    /**
     * Makes sure that the account has the rights that a job needs.
     *
     * @throws KafkaRefusalException naming those that are missing
     */
    void require(KafkaRights rights) {
        List<String> missing = ask("asking for the rights of the account", () -> rights.missing(admin));
        if (!missing.isEmpty()) {
            throw KafkaRights.refusal(missing);
        }
    }

    /**
     * Makes sure that the account has rights on topics.
     *
     * @throws KafkaRefusalException naming those that are missing
     */
    public void requireRights(Map<String, List<AclOperation>> topics) {
        require(new KafkaRights(topics, List.of(), List.of(), new Properties()));
    }

    /** The jobs that hold the group of {@code ownership}, besides its own. */
    List<Owner> others(Ownership ownership) {
        return ask("looking for other jobs", () -> ownership.others(admin));
    }

    /** Asks again as long as the brokers do not know of a topic that was just created. */
    private <T> T ask(String what, Question<T> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.answer();
            } catch (ExecutionException failure) {
                boolean unknownYet = failure.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknownYet || System.nanoTime() > deadline) {
                    throw failed(what, failure.getCause());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (KafkaException failure) {
                throw failed(what, failure);
            } catch (InterruptedException interrupted) {
                throw stopped(what, interrupted);
            }
        }
    }

    private interface Question<T> {
        T answer() throws ExecutionException, InterruptedException;
    }

    private <T> T await(String what, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw failed(what, failure.getCause());
        } catch (InterruptedException interrupted) {
            throw stopped(what, interrupted);
        }
    }

    private IllegalStateException failed(String what, Throwable cause) {
        String message = cause instanceof TimeoutException
                ? "no broker answered in time: is Kafka running there?"
                : cause.getMessage();
        return new IllegalStateException("Kafka at " + bootstrapServers + ": " + what + " failed: " + message, cause);
    }

    private static IllegalStateException stopped(String what, InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while " + what, interrupted);
    }

    @Override
    public void close() {
        admin.close();
    }
}

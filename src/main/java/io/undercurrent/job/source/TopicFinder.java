package io.undercurrent.job.source;

import io.undercurrent.topic.TopicSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetIdentifierProvider;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds the topics of readings, also those that come later, and keeps the id that each had when it was first found. A topic that is
 * deleted has no partitions to hand out, and the others are read on.
 */
public final class TopicFinder implements KafkaSubscriber, KafkaDatasetIdentifierProvider {

    private static final long serialVersionUID = 1;

    private final TopicSelection selection;
    /** By name. Two threads use it: the one that asks Kafka, and the one that hands out partitions. */
    private final ConcurrentHashMap<String, String> ids;

    /**
     * @param topics as they were found when the job began
     */
    public TopicFinder(ReadingsTopics topics) {
        selection = topics.selection();
        ids = new ConcurrentHashMap<>(topics.ids());
    }

    /** The ids of all topics found so far, by name. */
    Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    /** The id that a topic had when it was first found. */
    String id(String topic) {
        return ids.getOrDefault(topic, "");
    }

    /** Takes in ids that an earlier run found; where this one found a topic too, its own counts. */
    void remember(Map<String, String> earlier) {
        earlier.forEach((topic, id) -> {
            if (selection.includes(topic)) {
                ids.putIfAbsent(topic, id);
            }
        });
    }

    /**
     * All topics found so far and those that are new, by name; empty for those that are missing now.
     *
     * @throws ExecutionException if Kafka does not answer
     */
    Map<String, Optional<TopicDescription>> find(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = new TreeSet<>(ids.keySet());
        names.addAll(selection.names());
        if (!selection.patterns().isEmpty()) {
            admin.listTopics().names().get().stream()
                    .filter(selection::includes)
                    .forEach(names::add);
        }
        Map<String, Optional<TopicDescription>> found = new TreeMap<>();
        for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
            Optional<TopicDescription> description = answer(topic.getKey(), topic.getValue());
            description.ifPresent(there ->
                    ids.putIfAbsent(there.name(), ReadingsTopic.of(there).id()));
            found.put(topic.getKey(), description);
        }
        return found;
    }

    private static Optional<TopicDescription> answer(String name, KafkaFuture<TopicDescription> topic)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(topic.get());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            // Kafka's own does not name the topic.
            throw failure.getCause() instanceof TopicAuthorizationException
                    ? new ExecutionException(new TopicAuthorizationException(Set.of(name)))
                    : failure;
        }
    }

    /**
     * All partitions that there are now.
     *
     * @throws ExecutionException if Kafka does not answer
     */
    Set<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        find(admin).values().stream()
                .flatMap(Optional::stream)
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        return partitions;
    }

    @Override
    public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient admin) {
        try {
            return partitions(admin);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the topics of readings could not be found", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for the topics of readings", stopped);
        }
    }

    @Override
    public Optional<DefaultKafkaDatasetIdentifier> getDatasetIdentifier() {
        List<String> names = selection.names();
        return Optional.of(
                names.isEmpty()
                        ? DefaultKafkaDatasetIdentifier.ofPattern(
                                Pattern.compile(String.join("|", selection.patterns())))
                        : DefaultKafkaDatasetIdentifier.ofTopics(names));
    }
}

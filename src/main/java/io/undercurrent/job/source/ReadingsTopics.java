package io.undercurrent.job.source;

import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.topic.TopicSelection;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The topics of readings as they were found when the job began. Topics that match a pattern may come later.
 *
 * @param selection which topics the job reads
 * @param found those that there were, all of the names among them
 */
public record ReadingsTopics(TopicSelection selection, List<ReadingsTopic> found) implements Serializable {

    private static final long serialVersionUID = 1;

    public ReadingsTopics {
        found = List.copyOf(found);
    }

    /** One topic alone. */
    public static ReadingsTopics of(ReadingsTopic topic) {
        return new ReadingsTopics(TopicSelection.of(topic.name()), List.of(topic));
    }

    /** The topic of this name; empty where there was none. */
    public Optional<ReadingsTopic> find(String name) {
        return found.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /** The names of those that were found. */
    public Set<String> names() {
        return found.stream().map(ReadingsTopic::name).collect(Collectors.toSet());
    }

    /** The ids of those that were found, by their names; empty texts where Kafka gives none. */
    Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        found.forEach(topic -> ids.put(topic.name(), topic.id()));
        return ids;
    }

    /**
     * Why a job cannot go on here from where another topic was read; none where it can.
     *
     * @param reader what read the other topic, such as {@code this checkpoint}
     */
    public Optional<String> refusal(TopicSplit read, NewTopic newTopic, String reader) {
        String name = read.split().getTopic();
        return refusal(Set.of(name), reader)
                .or(() -> find(name).flatMap(topic -> topic.refusal(read, newTopic, reader)));
    }

    /** Why a job cannot go on from where topics of these names were read; none where it reads them all. */
    public Optional<String> refusal(Collection<String> read, String reader) {
        Set<String> left = new TreeSet<>(read);
        left.removeIf(selection::includes);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("expected to go on with all topics that " + reader + " read, but it read "
                        + String.join(", ", left) + ", and this job reads " + selection);
    }

    /** Whether a partition was read of a topic that has been made anew since. */
    public boolean isOfTopicBefore(TopicSplit read) {
        return find(read.split().getTopic())
                .filter(topic -> topic.isOtherThan(read.topicId()))
                .isPresent();
    }
}

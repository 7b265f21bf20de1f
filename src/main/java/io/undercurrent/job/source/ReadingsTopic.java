package io.undercurrent.job.source;

import io.undercurrent.job.source.split.TopicSplit;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * A topic of readings as it was found when the job began, with the id that Kafka gave it when it was created: a topic that is
 * deleted and made anew has its old name and another id.
 *
 * @param id empty where the brokers are older than ids, which came with Kafka 2.8
 */
public record ReadingsTopic(String name, String id, int partitions) implements Serializable {

    private static final long serialVersionUID = 1;

    public ReadingsTopic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
    }

    /** What a cluster says of a topic. */
    public static ReadingsTopic of(TopicDescription description) {
        Uuid id = description.topicId();
        return new ReadingsTopic(
                description.name(),
                id.equals(Uuid.ZERO_UUID) ? "" : id.toString(),
                description.partitions().size());
    }

    /** Whether two topics of this name are two; not where nobody can know. */
    public boolean isOtherThan(String otherId) {
        return !id.isEmpty() && !otherId.isEmpty() && !id.equals(otherId);
    }

    /** Why a job cannot go on here from where a topic of the same name was read; none where it can. */
    Optional<String> refusal(TopicSplit read, NewTopic newTopic, String reader) {
        KafkaPartitionSplit split = read.split();
        String otherOne = "the topic " + name + " is not the one that " + reader + " read: ";
        if (!isOtherThan(read.topicId())) {
            return Optional.empty();
        }
        if (newTopic == NewTopic.REFUSE) {
            return Optional.of(otherOne + madeAnew(read.topicId(), id));
        }
        if (split.getStoppingOffset().isPresent()) {
            return Optional.of(otherOne + "the job was to end at an offset that this topic does not have");
        }
        return split.getPartition() < partitions
                ? Optional.empty()
                : Optional.of("the topic " + name + ": expected at least as many partitions as the one that " + reader
                        + " read, which had a partition " + split.getPartition() + ", but there are " + partitions);
    }

    static String madeAnew(String oldId, String newId) {
        return "it was deleted and created again: its id was " + oldId + " and is " + newId;
    }
}

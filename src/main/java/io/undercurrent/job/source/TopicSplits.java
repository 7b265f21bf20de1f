package io.undercurrent.job.source;

import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits of the topics of a job, whose ids are kept beside the offsets: those of other topics are refused, or begun anew. */
final class TopicSplits implements SimpleVersionedSerializer<TopicSplit> {

    private final SimpleVersionedSerializer<TopicSplit> layout = TopicSplit.serializer();
    private final ReadingsTopics topics;
    private final NewTopic newTopic;

    TopicSplits(ReadingsTopics topics, NewTopic newTopic) {
        this.topics = topics;
        this.newTopic = newTopic;
    }

    @Override
    public int getVersion() {
        return layout.getVersion();
    }

    @Override
    public byte[] serialize(TopicSplit split) throws IOException {
        return layout.serialize(split);
    }

    /**
     * @throws UnusableStateException if the split is of another topic, and that is refused
     */
    @Override
    public TopicSplit deserialize(int version, byte[] bytes) throws IOException {
        TopicSplit read = layout.deserialize(version, bytes);
        if (read.isHistory()) {
            return read;
        }
        Optional<String> refusal = topics.refusal(read, newTopic, "this checkpoint");
        if (refusal.isPresent()) {
            throw new UnusableStateException(refusal.get());
        }
        Optional<ReadingsTopic> topic = topics.find(read.split().getTopic());
        if (topic.isEmpty()) {
            return read;
        }
        return topics.isOfTopicBefore(read)
                ? new TopicSplit(
                        topic.get().id(),
                        new KafkaPartitionSplit(read.split().getTopicPartition(), KafkaPartitionSplit.EARLIEST_OFFSET))
                : new TopicSplit(topic.get().id(), read.split(), read.lastOfPast());
    }
}

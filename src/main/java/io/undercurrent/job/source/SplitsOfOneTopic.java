package io.undercurrent.job.source;

import io.undercurrent.stream.state.UnusableStateException;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits of one topic, whose id is kept beside the offsets: those of another are refused, or begun anew. */
final class SplitsOfOneTopic implements SimpleVersionedSerializer<KafkaPartitionSplit> {

    private final SimpleVersionedSerializer<TopicSplit> layout = TopicSplit.serializer();
    private final ReadingsTopic topic;
    private final NewTopic newTopic;

    SplitsOfOneTopic(ReadingsTopic topic, NewTopic newTopic) {
        this.topic = topic;
        this.newTopic = newTopic;
    }

    @Override
    public int getVersion() {
        return layout.getVersion();
    }

    @Override
    public byte[] serialize(KafkaPartitionSplit split) throws IOException {
        return layout.serialize(new TopicSplit(topic.id(), split));
    }

    /**
     * @throws UnusableStateException if the split is of another topic, and that is refused
     */
    @Override
    public KafkaPartitionSplit deserialize(int version, byte[] bytes) throws IOException {
        TopicSplit read = layout.deserialize(version, bytes);
        Optional<String> refusal = topic.refusal(read, newTopic, "this checkpoint");
        if (refusal.isPresent()) {
            throw new UnusableStateException(refusal.get());
        }
        return topic.isOtherThan(read.topicId())
                ? new KafkaPartitionSplit(read.split().getTopicPartition(), KafkaPartitionSplit.EARLIEST_OFFSET)
                : read.split();
    }
}

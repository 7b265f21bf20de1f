package io.undercurrent.job.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.job.source.split.TopicsState;
import io.undercurrent.stream.state.UnusableStateException;
import io.undercurrent.topic.TopicSelection;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicSplitTest {

    private static final KafkaPartitionSplit OFFSETS =
            new KafkaPartitionSplit(new TopicPartition("readings", 2), 4711, KafkaPartitionSplit.NO_STOPPING_OFFSET);
    private static final TopicSplit SPLIT = new TopicSplit("old", OFFSETS, 5000);
    private static final TopicSplit WITHOUT_PAST = new TopicSplit("old", OFFSETS);
    private static final ReadingsTopic TOPIC = new ReadingsTopic("readings", "old", 4);

    private static final String CONNECTOR = "00000000" + "0008" + HexFormat.of().formatHex("readings".getBytes())
            + "00000002" + "0000000000001267" + "8000000000000000";

    /** Version 1001: the id of the topic, then the version and the bytes of the connector. */
    private static final String STORED_BEFORE = "00036f6c64" + CONNECTOR;

    /** Version 1002: the id of the topic, the offset of the last message of the past, then the version and the bytes of the connector. */
    private static final String STORED = "00036f6c64" + "0000000000001388" + CONNECTOR;

    private static SimpleVersionedSerializer<TopicSplit> splits(ReadingsTopic topic, NewTopic newTopic) {
        return new TopicSplits(ReadingsTopics.of(topic), newTopic);
    }

    @Test
    void theBytesOfVersion1002AndOfTheOneBefore() throws IOException {
        SimpleVersionedSerializer<TopicSplit> splits = splits(TOPIC, NewTopic.REFUSE);
        assertEquals(1002, splits.getVersion());
        assertEquals(STORED, HexFormat.of().formatHex(splits.serialize(SPLIT)));
        assertEquals(SPLIT, splits.deserialize(1002, HexFormat.of().parseHex(STORED)));
        assertEquals(WITHOUT_PAST, splits.deserialize(1001, HexFormat.of().parseHex(STORED_BEFORE)));
        assertThrows(
                IOException.class, () -> splits.deserialize(1003, HexFormat.of().parseHex(STORED)));
    }

    @Test
    void offsetsOfTheReleaseBeforeHaveNoId() throws IOException {
        KafkaPartitionSplitSerializer connector = new KafkaPartitionSplitSerializer();
        byte[] stored = connector.serialize(OFFSETS);
        assertEquals(new TopicSplit("", OFFSETS), TopicSplit.serializer().deserialize(connector.getVersion(), stored));
        assertEquals(WITHOUT_PAST, splits(TOPIC, NewTopic.REFUSE).deserialize(connector.getVersion(), stored));
    }

    /** Version 1002: the topics with their ids, what is left of the history and of the past, then the version and the bytes of the connector. */
    @Test
    void theStateOfWhoHandsOutPartitions() throws IOException {
        KafkaSourceEnumStateSerializer connector = new KafkaSourceEnumStateSerializer();
        KafkaSourceEnumState partitions = new KafkaSourceEnumState(List.of(OFFSETS), List.of(), true);
        SimpleVersionedSerializer<TopicsState> states = TopicsState.serializer(connector);
        PastLeft past = new PastLeft(true, Map.of("readings-2", 5000L));
        byte[] stored = states.serialize(
                new TopicsState(Map.of("readings", "old", "more", ""), partitions, PastLeft.UNKNOWN, past));
        String ids = "00000002" + "00046d6f7265" + "0000" + "000872656164696e6773" + "00036f6c64";
        String ofConnector = "00000003" + HexFormat.of().formatHex(connector.serialize(partitions));
        assertEquals(1002, states.getVersion());
        assertEquals(
                ids + "0000000000" + "01" + "00000001" + "000a72656164696e67732d32" + "0000000000001388" + ofConnector,
                HexFormat.of().formatHex(stored));
        TopicsState earlier = states.deserialize(1001, HexFormat.of().parseHex(ids + ofConnector));
        assertEquals(Map.of("readings", "old", "more", ""), earlier.ids());
        assertEquals(PastLeft.NONE, earlier.history());
        assertEquals(PastLeft.NONE, earlier.past());
        TopicsState read = states.deserialize(1002, stored);
        assertEquals(PastLeft.UNKNOWN, read.history());
        assertEquals(past, read.past());
        assertEquals(Map.of("readings", "old", "more", ""), read.ids());
        assertEquals(List.of(OFFSETS), List.copyOf(read.partitions().assignedSplits()));

        TopicsState before = states.deserialize(connector.getVersion(), connector.serialize(partitions));
        assertEquals(Map.of(), before.ids());
        assertEquals(PastLeft.NONE, before.past());
        assertEquals(List.of(OFFSETS), List.copyOf(before.partitions().assignedSplits()));
        assertThrows(IOException.class, () -> states.deserialize(1003, stored));
    }

    /** A topic that a pattern matches may have come after the start, or be gone. */
    @Test
    void offsetsOfTopicsThatWereNotThereAtTheStartAreKept() throws IOException {
        ReadingsTopics none = new ReadingsTopics(new TopicSelection(List.of(), List.of("read.*")), List.of());
        assertEquals(
                SPLIT,
                new TopicSplits(none, NewTopic.REFUSE)
                        .deserialize(1002, HexFormat.of().parseHex(STORED)));
    }

    @Test
    void offsetsOfATopicBeforeAreRefusedOrBeginAnew() throws IOException {
        byte[] stored = HexFormat.of().parseHex(STORED);
        ReadingsTopic anew = new ReadingsTopic("readings", "new", 4);
        refused(
                anew,
                NewTopic.REFUSE,
                stored,
                "the topic readings is not the one that this checkpoint read: it was deleted"
                        + " and created again: its id was old and is new");
        assertEquals(
                new TopicSplit(
                        "new",
                        new KafkaPartitionSplit(OFFSETS.getTopicPartition(), KafkaPartitionSplit.EARLIEST_OFFSET)),
                splits(anew, NewTopic.READ_FROM_START).deserialize(1002, stored));
        refused(
                new ReadingsTopic("readings", "new", 2),
                NewTopic.READ_FROM_START,
                stored,
                "the topic readings: expected"
                        + " at least as many partitions as the one that this checkpoint read, which had a partition 2, but there are 2");
        refused(
                new ReadingsTopic("others", "new", 4),
                NewTopic.READ_FROM_START,
                stored,
                "expected to go on with all topics that this checkpoint read, but it read readings, and this job reads others");
        byte[] bounded = splits(TOPIC, NewTopic.REFUSE)
                .serialize(new TopicSplit("old", new KafkaPartitionSplit(OFFSETS.getTopicPartition(), 4711, 5000)));
        refused(
                anew,
                NewTopic.READ_FROM_START,
                bounded,
                "the topic readings is not the one that this checkpoint read: the job"
                        + " was to end at an offset that this topic does not have");
    }

    private static void refused(ReadingsTopic topic, NewTopic newTopic, byte[] stored, String message) {
        UnusableStateException refused = assertThrows(
                UnusableStateException.class, () -> splits(topic, newTopic).deserialize(1002, stored));
        assertEquals(message, refused.getMessage());
    }
}

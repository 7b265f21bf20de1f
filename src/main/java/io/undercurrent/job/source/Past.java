package io.undercurrent.job.source;

import io.undercurrent.job.source.PastEnds.Stretch;
import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** The past of the topics of a job where splits are handed out, while it is read. */
final class Past {

    private final TopicFinder topics;
    private final Start start;
    private final Map<String, String> clientSettings;
    private PastLeft left;
    /** Where it is known. */
    private long messages;

    /**
     * @param left how much of it is still to be read
     * @param start where the job begins to read
     * @param clientSettings those of the readers of the job
     */
    Past(PastLeft left, TopicFinder topics, Start start, Map<String, String> clientSettings) {
        this.left = left;
        this.topics = topics;
        this.start = start;
        this.clientSettings = clientSettings;
    }

    PastLeft left() {
        return left;
    }

    /** Offset of the last message of the past in a split; {@link TopicSplit#NO_PAST} where nothing of it is left. */
    long last(String split) {
        return left.last(split);
    }

    /** Asks Kafka where the past ends, which takes a while. */
    Map<TopicPartition, Stretch> measure() throws ExecutionException, InterruptedException {
        return PastEnds.measure(topics, start, clientSettings);
    }

    void begin(Map<TopicPartition, Stretch> measured) {
        Map<String, Long> last = new HashMap<>();
        measured.forEach((partition, stretch) -> last.put(partition.toString(), stretch.last()));
        left = new PastLeft(true, last);
        messages = measured.values().stream().mapToLong(Stretch::most).sum();
    }

    /** How many messages it has at most; 0 where nobody asked in this run. */
    long messages() {
        return messages;
    }

    /** The past of these splits has been read. Returns whether that of all has, which it had not before. */
    boolean read(Iterable<String> splits) {
        boolean before = left.isRead();
        left = left.without(splits);
        return !before && left.isRead();
    }
}

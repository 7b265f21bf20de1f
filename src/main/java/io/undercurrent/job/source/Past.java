package io.undercurrent.job.source;

import io.undercurrent.job.source.split.PastLeft;
import io.undercurrent.job.source.split.TopicSplit;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The past of the topics of a job where splits are handed out, while it is read. */
final class Past {

    private final TopicFinder topics;
    private final Start start;
    private final Map<String, String> clientSettings;
    private PastLeft left;

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
    PastLeft measure() throws ExecutionException, InterruptedException {
        return new PastLeft(true, PastEnds.measure(topics, start, clientSettings));
    }

    void begin(PastLeft measured) {
        left = measured;
    }

    /** The past of these splits has been read. Returns whether that of all has, which it had not before. */
    boolean read(Iterable<String> splits) {
        boolean before = left.isRead();
        left = left.without(splits);
        return !before && left.isRead();
    }
}

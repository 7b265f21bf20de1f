package io.undercurrent.job.kafka;

import io.undercurrent.job.JobEnds;
import java.util.List;

/** The ends in Kafka without a broker, for a graph that is not run. */
public final class UnconnectedEnds {

    private UnconnectedEnds() {}

    public static JobEnds of(KafkaOptions options) {
        return new KafkaEnds(options, new KafkaTopics(List.of(), 1 << 20, 1 << 20, 1 << 20)).ends();
    }
}

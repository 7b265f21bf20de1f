package io.undercurrent.job.kafka;

import io.undercurrent.job.JobEnds;
import io.undercurrent.job.source.ReadingsTopic;
import io.undercurrent.job.source.ReadingsTopics;
import io.undercurrent.stream.time.PastForecasts;
import java.time.Instant;
import java.util.Optional;

/** The ends in Kafka without a broker, for a graph that is not run. */
public final class UnconnectedEnds {

    private UnconnectedEnds() {}

    public static JobEnds of(KafkaOptions options) {
        Ownership ownership = new Ownership(options.group(), Instant.EPOCH, "unconnected");
        ReadingsTopic readings = new ReadingsTopic(options.topics().readings().toString(), "", 1);
        KafkaTopics topics = new KafkaTopics(1 << 20, 1 << 20, 1 << 20, 1 << 20, ReadingsTopics.of(readings));
        return new KafkaEnds(options, topics, ownership, null, PastForecasts.ALL, Optional.empty()).ends();
    }
}

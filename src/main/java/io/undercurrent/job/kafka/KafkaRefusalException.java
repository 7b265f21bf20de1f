package io.undercurrent.job.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Thrown if a right is missing in Kafka, or another job uses what this one needs. A restart would not help, so Flink
 * does not try.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class KafkaRefusalException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    KafkaRefusalException(String message) {
        super(message);
    }
}

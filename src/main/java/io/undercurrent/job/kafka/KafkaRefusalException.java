package io.undercurrent.job.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A right is missing in Kafka, or another job has what this one needs. No restart mends that, so Flink tries none. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class KafkaRefusalException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    KafkaRefusalException(String message) {
        super(message);
    }
}

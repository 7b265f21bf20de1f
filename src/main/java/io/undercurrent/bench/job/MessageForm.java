package io.undercurrent.bench.job;

/** How the messages of a benchmark are written. */
public enum MessageForm {
    /** As the data contract says. */
    CONTRACT,
    /** JSON with fields of other names. */
    MAPPED,
    /** Avro with fields of other names. */
    AVRO
}

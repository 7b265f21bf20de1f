package io.undercurrent.job.kafka;

/** The time of a message as Kafka's producer wants it. */
final class MessageTime {

    private MessageTime() {}

    /** The producer takes null for a message without a time, and nothing below zero. */
    static Long ofOrNull(Long timestamp) {
        return timestamp == null || timestamp < 0 ? null : timestamp;
    }
}

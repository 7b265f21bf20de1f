package io.undercurrent.job.kafka.record;

import io.undercurrent.format.ReadingTime;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Result messages with the present as their timestamp: retention counts from the time of writing, and brokers never
 * refuse it, as they may refuse the time of an old or wrongly dated reading. The reading's time is a header.
 */
final class IssuedNow {

    /** The producer takes it for the present. */
    private static final Long NOW = null;

    private IssuedNow() {}

    /**
     * A message without other headers.
     *
     * @param readingTime milliseconds since 1970; null or below zero where the reading had no time
     */
    static ProducerRecord<byte[], byte[]> message(String topic, byte[] key, byte[] value, Long readingTime) {
        return message(topic, null, key, value, readingTime);
    }

    /**
     * A message without other headers.
     *
     * @param partition null for the one that Kafka chooses for the key
     * @param readingTime milliseconds since 1970; null or below zero where the reading had no time
     */
    static ProducerRecord<byte[], byte[]> message(
            String topic, Integer partition, byte[] key, byte[] value, Long readingTime) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, partition, NOW, key, value);
        if (readingTime != null && readingTime >= 0) {
            message.headers().add(ReadingTime.HEADER, ReadingTime.write(readingTime));
        }
        return message;
    }
}

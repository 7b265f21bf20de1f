package io.undercurrent.dashboard.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Processes the records of one topic. Called on one thread. */
interface RecordHandler {

    /** Rises when the topic must be read again from the start; 0 while nothing is needed from it. */
    default int epoch() {
        return 1;
    }

    /**
     * Takes one record in.
     *
     * @param live whether it came while the page watches, rather than being caught up with
     * @throws IllegalArgumentException if it is not of the form that the topic should have
     */
    void accept(ConsumerRecord<byte[], byte[]> record, boolean live);

    /** All records that were there have been handed over. */
    default void flush() {}
}

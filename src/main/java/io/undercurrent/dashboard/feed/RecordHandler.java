package io.undercurrent.dashboard.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records of one topic. Called on one thread. */
interface RecordHandler {

    /** Goes up when the topic has to be read again from the start; 0 while nothing is wanted of it. */
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

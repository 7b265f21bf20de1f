package io.undercurrent.job;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/**
 * Where results leave a job: a sink of them, or of what is made of them first.
 *
 * @param <T> the results
 */
public interface ResultEnd<T> {

    /** Lets results leave there. */
    DataStreamSink<?> attach(DataStream<T> results);
}

package io.undercurrent.api;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Keeps what passes through a stream of a job in this JVM. */
final class Kept<T> implements MapFunction<T, T> {

    private static final ConcurrentMap<String, Queue<Object>> ALL = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    private Kept() {}

    static <T> Kept<T> of(DataStream<T> stream) {
        Kept<T> kept = new Kept<>();
        ALL.put(kept.name, new ConcurrentLinkedQueue<>());
        stream.map(kept).returns(stream.getType()).sinkTo(new DiscardingSink<>());
        return kept;
    }

    @Override
    public T map(T value) {
        ALL.get(name).add(value);
        return value;
    }

    @SuppressWarnings("unchecked")
    List<T> values() {
        return (List<T>) List.copyOf(ALL.get(name));
    }
}

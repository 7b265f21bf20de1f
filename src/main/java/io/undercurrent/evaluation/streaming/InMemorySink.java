package io.undercurrent.evaluation.streaming;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands every record to an {@link Exchange}. */
final class InMemorySink<T> implements Sink<T> {

    private static final long serialVersionUID = 1;

    private final String exchange;
    private final Receiver<T> receiver;

    /** What the exchange does with a record; called from the threads of the job. */
    interface Receiver<T> extends Serializable {
        void receive(Exchange exchange, T record) throws InterruptedException;
    }

    InMemorySink(String exchange, Receiver<T> receiver) {
        this.exchange = exchange;
        this.receiver = receiver;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Exchange open = Exchange.of(exchange);
        return new SinkWriter<>() {
            @Override
            public void write(T record, Context unused) throws InterruptedException {
                receiver.receive(open, record);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing waits here.
            }

            @Override
            public void close() {
                // Nothing is held here.
            }
        };
    }
}

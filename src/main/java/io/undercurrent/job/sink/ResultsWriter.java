package io.undercurrent.job.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes by Flink's writer, and is closed within seconds and without an exception whatever Kafka does. */
final class ResultsWriter<T>
        implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsWriter.class);

    /**
     * For brokers to abort a transaction, which takes them milliseconds. Kafka's max.block.ms, which holds otherwise, is a minute for
     * each sink of a task, and Flink ends a task manager with a task that takes three to end.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> kafka;
    private final String name;

    ResultsWriter(PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> kafka, String name) {
        this.kafka = kafka;
        this.name = name;
    }

    @Override
    public void write(T result, Context context) throws IOException, InterruptedException {
        kafka.write(result, context);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        kafka.writeWatermark(watermark);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        kafka.flush(endOfInput);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
        return kafka.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        return kafka.snapshotState(checkpointId);
    }

    /** Nothing is lost by what fails here: a checkpoint has flushed and checked all that it stands for. */
    @Override
    public void close() {
        FutureTask<Void> closing = new FutureTask<>(this::closeKafka);
        Thread thread = new Thread(closing, Thread.currentThread().getName() + " ends");
        thread.setDaemon(true);
        thread.start();
        try {
            await(closing, thread);
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void await(FutureTask<Void> closing, Thread thread) throws InterruptedException {
        try {
            closing.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            warn(failure.getCause());
        } catch (TimeoutException away) {
            warn(away);
            // An interrupt ends the wait for brokers; what comes after it waits for none.
            thread.interrupt();
            thread.join(PATIENCE.toMillis());
        }
    }

    private Void closeKafka() throws Exception {
        kafka.close();
        return null;
    }

    private void warn(Throwable cause) {
        LOG.warn(
                "The writer of {} ended without an answer of Kafka to its last requests. A transaction that it left open is aborted when"
                        + " the job starts again, or by the brokers after transaction.timeout.ms",
                name,
                cause);
    }
}

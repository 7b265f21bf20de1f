package io.undercurrent.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.NumberSequenceIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A sink that takes a tenth of what the job could make slows down the source: what is under way stays the same small part of
 * what there is, and all of it arrives.
 */
class BackPressureTest {

    private static final int SERIES = 100;
    private static final int MESSAGES = 10_000;
    /** Large, so that the buffers of the cluster hold few of them. */
    private static final int MESSAGE_BYTES = 4_000;
    /** Far more than buffers and bundles hold, far less than there is. */
    private static final int MOST_UNDER_WAY = MESSAGES / 5;

    private static final ForecastModel MODEL = RecurrentModel.untrained(
            new ModelSpec(Columns.ofTargets("sales"), List.of(), 14, 7, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4), 1);

    private static final AtomicLong READ = new AtomicLong();
    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final AtomicLong FIRST_WRITTEN = new AtomicLong();
    private static final AtomicLong LAST_WRITTEN = new AtomicLong();
    private static final AtomicLong MOST = new AtomicLong();
    private static final AtomicLong REJECTED = new AtomicLong();
    private static final Set<String> ORIGINS = ConcurrentHashMap.newKeySet();

    @Test
    @Timeout(300)
    void aSlowSinkSlowsTheSourceDown() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(2)) {
            run(flink, 0);
            long nanosEach = (LAST_WRITTEN.get() - FIRST_WRITTEN.get()) / MESSAGES;
            run(flink, 10 * nanosEach);
            assertTrue(MOST.get() < MOST_UNDER_WAY, MOST + " of " + MESSAGES + " were under way at once");
        }
    }

    private static void run(EmbeddedFlink flink, long nanosEach) throws Exception {
        READ.set(0);
        WRITTEN.set(0);
        FIRST_WRITTEN.set(0);
        MOST.set(0);
        ORIGINS.clear();
        StreamExecutionEnvironment env = flink.environment(new Configuration()).setParallelism(1);
        JobEnds ends = new JobEnds(
                new Messages(),
                new SlowSink<>(nanosEach, forecast -> ORIGINS.add(forecast.key() + " " + forecast.origin())),
                new SlowSink<RejectedRecord>(0, rejected -> REJECTED.incrementAndGet()),
                Optional.empty());
        ForecastJob.define(
                env,
                MODEL,
                new JobOptions(
                        "slow",
                        BundleLimits.DEFAULT,
                        TimeLimits.DEFAULT,
                        CalibrationOptions.DEFAULT,
                        Duration.ofMillis(200)),
                ends);
        env.execute();
        assertEquals(MESSAGES, ORIGINS.size(), "a forecast from each day of each series");
        assertEquals(MESSAGES, WRITTEN.get(), "each once");
        assertEquals(0, REJECTED.get());
    }

    /** Takes {@code nanosEach} over a record. */
    private record SlowSink<T>(long nanosEach, Receiver<T> receiver) implements Sink<T> {

        private interface Receiver<T> extends Serializable {
            void receive(T record);
        }

        @Override
        public SinkWriter<T> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                private long owed;

                @Override
                public void write(T record, Context unused) {
                    // Short waits are inexact: they are saved up.
                    owed += nanosEach;
                    if (owed > Duration.ofMillis(5).toNanos()) {
                        long start = System.nanoTime();
                        LockSupport.parkNanos(owed);
                        owed -= System.nanoTime() - start;
                    }
                    receiver.receive(record);
                    LAST_WRITTEN.set(System.nanoTime());
                    FIRST_WRITTEN.compareAndSet(0, System.nanoTime());
                    WRITTEN.incrementAndGet();
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    /** Day by day a message of each series. */
    private static final class Messages
            implements Source<SourceRecord, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

        private static final long serialVersionUID = 1;

        private final NumberSequenceSource numbers = new NumberSequenceSource(0, MESSAGES - 1);

        @Override
        public Boundedness getBoundedness() {
            return Boundedness.BOUNDED;
        }

        @Override
        public SourceReader<SourceRecord, NumberSequenceSplit> createReader(SourceReaderContext context) {
            return new IteratorSourceReaderBase<Long, SourceRecord, NumberSequenceIterator, NumberSequenceSplit>(
                    context) {
                @Override
                protected SourceRecord convert(Long number) {
                    MOST.accumulateAndGet(READ.incrementAndGet() - WRITTEN.get(), Math::max);
                    return message(number);
                }

                @Override
                public void close() {
                    // Numbers hold nothing.
                }
            };
        }

        private static SourceRecord message(long number) {
            String key = "s" + number % SERIES;
            LocalDate date = LocalDate.of(2024, 1, 1).plusDays(number / SERIES);
            String value = "{\"key\":\"" + key + "\",\"date\":\"" + date + "\",\"sales\":" + number % 17
                    + ",\"note\":\"" + "x".repeat(MESSAGE_BYTES) + "\"}";
            return new SourceRecord("readings", 0, number, number, key.getBytes(UTF_8), value.getBytes(UTF_8));
        }

        @Override
        public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
                SplitEnumeratorContext<NumberSequenceSplit> context) {
            return numbers.createEnumerator(context);
        }

        @Override
        public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
                SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> rest) {
            return numbers.restoreEnumerator(context, rest);
        }

        @Override
        public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
            return numbers.getSplitSerializer();
        }

        @Override
        public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
            return numbers.getEnumeratorCheckpointSerializer();
        }
    }
}

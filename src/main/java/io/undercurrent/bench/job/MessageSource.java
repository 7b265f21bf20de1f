package io.undercurrent.bench.job;

import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/** Makes the {@link Messages} of a workload as fast as they are taken. */
record MessageSource(Workload workload, String clock, int parts)
        implements Source<SourceRecord, MessageSource.Part, Collection<MessageSource.Part>> {

    /** Every {@code parts}-th series, from the message after the first {@code read} on. */
    record Part(Workload workload, String clock, int part, int parts, long read)
            implements IteratorSourceSplit<SourceRecord, Messages>, Serializable {

        @Override
        public String splitId() {
            return "part-" + part;
        }

        @Override
        public Messages getIterator() {
            if (read > 0) {
                throw new IllegalStateException("a benchmark does not go on after a failure");
            }
            return new Messages(workload, part, parts, RunClock.named(clock)::read);
        }

        @Override
        public Part getUpdatedSplitForIterator(Messages messages) {
            return new Part(workload, clock, part, parts, messages.read());
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Part, Collection<Part>> createEnumerator(SplitEnumeratorContext<Part> context) {
        List<Part> all = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            all.add(new Part(workload, clock, part, parts, 0));
        }
        return new IteratorSourceEnumerator<>(context, all);
    }

    @Override
    public SplitEnumerator<Part, Collection<Part>> restoreEnumerator(
            SplitEnumeratorContext<Part> context, Collection<Part> rest) {
        return new IteratorSourceEnumerator<>(context, rest);
    }

    @Override
    public SourceReader<SourceRecord, Part> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SimpleVersionedSerializer<Part> getSplitSerializer() {
        return new ByJava<>();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Part>> getEnumeratorCheckpointSerializer() {
        return new ByJava<>();
    }

    /** Checkpoints of a benchmark end with it: what Java itself makes of them will do. */
    private static final class ByJava<T> implements SimpleVersionedSerializer<T> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) throws IOException {
            return InstantiationUtil.serializeObject(value);
        }

        @Override
        public T deserialize(int version, byte[] bytes) throws IOException {
            try {
                return InstantiationUtil.deserializeObject(
                        bytes, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException missing) {
                throw new IOException("a split of this class is unknown", missing);
            }
        }
    }
}

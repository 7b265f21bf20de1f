package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.stream.SuccessorFiles;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The models of a topic that can be used. One task reads them all at each start, and hands on each as often as it reads it: what the job
 * has already is known by those who keep it. So nothing of the topic is in checkpoints, and the job outlives it.
 */
final class ModelsSource implements Source<Successor, Nothing, Nothing> {

    private static final long serialVersionUID = 1;

    private final ModelLog log;
    private final String job;
    private final ModelEntry own;
    private final SuccessorFiles files;
    private final boolean bounded;

    /**
     * @param job its consumer group
     * @param own the model that the job was started with
     * @param bounded whether to end at the present end of the topic
     */
    ModelsSource(ModelLog log, String job, ModelEntry own, SuccessorFiles files, boolean bounded) {
        this.log = Objects.requireNonNull(log, "log");
        this.job = Objects.requireNonNull(job, "job");
        this.own = Objects.requireNonNull(own, "own");
        this.files = Objects.requireNonNull(files, "files");
        this.bounded = bounded;
    }

    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Successor, Nothing> createReader(SourceReaderContext context) {
        return new ModelsReader(
                context.metricGroup(), receiver -> new ModelsFollower(log, job, own, files, bounded, receiver));
    }

    @Override
    public SplitEnumerator<Nothing, Nothing> createEnumerator(SplitEnumeratorContext<Nothing> context) {
        return new NothingToHandOut();
    }

    @Override
    public SplitEnumerator<Nothing, Nothing> restoreEnumerator(
            SplitEnumeratorContext<Nothing> context, Nothing nothing) {
        return new NothingToHandOut();
    }

    @Override
    public SimpleVersionedSerializer<Nothing> getSplitSerializer() {
        return Nothing.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<Nothing> getEnumeratorCheckpointSerializer() {
        return Nothing.SERIALIZER;
    }

    /** The one reader needs to be told nothing. */
    private static final class NothingToHandOut implements SplitEnumerator<Nothing, Nothing> {

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<Nothing> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Nothing snapshotState(long checkpointId) {
            return new Nothing();
        }

        @Override
        public void close() {}
    }
}

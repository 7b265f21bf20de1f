package io.undercurrent.job.restore;

import io.undercurrent.job.ForecastJob;
import io.undercurrent.job.source.split.TopicSplit;
import io.undercurrent.stream.RnnOperator;
import io.undercurrent.stream.state.StateOrigin;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.filesystem.FsCompletedCheckpointStorageLocation;

/**
 * The metadata of a checkpoint or savepoint, read without running a job.
 *
 * @param location where it was found
 * @param origin what the state of its series was made with; none if it is of another kind of job
 * @param splits how far each partition of the topics of readings had been read
 * @param followsModels whether the job followed a topic of models
 */
public record StoredCheckpoint(
        String location, Optional<StateOrigin> origin, List<TopicSplit> splits, boolean followsModels) {

    /** The name that Flink's sources give this state. */
    private static final ListStateDescriptor<byte[]> SPLITS =
            new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

    public StoredCheckpoint {
        splits = List.copyOf(splits);
    }

    /**
     * Reads what Flink would restore.
     *
     * @param location the folder, or the metadata file in it
     * @throws java.io.FileNotFoundException if there is none
     * @throws IOException if it cannot be read
     */
    public static StoredCheckpoint read(String location) throws IOException {
        FsCompletedCheckpointStorageLocation found =
                AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(location);
        try (DataInputStream in = new DataInputStream(found.getMetadataHandle().openInputStream())) {
            CheckpointMetadata metadata =
                    Checkpoints.loadCheckpointMetadata(in, classLoader(), found.getExternalPointer());
            // Each task wrote the same.
            Set<StateOrigin> origins = new LinkedHashSet<>(read(metadata, RnnOperator.origins(), true));
            List<TopicSplit> splits = new ArrayList<>();
            for (byte[] split : read(metadata, SPLITS, false)) {
                TopicSplit read =
                        SimpleVersionedSerialization.readVersionAndDeSerialize(TopicSplit.serializer(), split);
                if (!read.isHistory()) {
                    splits.add(read);
                }
            }
            boolean followsModels = metadata.getOperatorStates().stream()
                    .anyMatch(operator -> operator.getOperatorUid()
                            .filter(ForecastJob.MODELS::equals)
                            .isPresent());
            return new StoredCheckpoint(location, origins.stream().findFirst(), splits, followsModels);
        } catch (IOException unreadable) {
            throw unreadable;
        } catch (Exception unreadable) {
            throw new IOException("checkpoint " + location + " cannot be read", unreadable);
        }
    }

    /** What all tasks of the operators that have a state of this name stored in it. */
    private static <T> List<T> read(CheckpointMetadata metadata, ListStateDescriptor<T> state, boolean union)
            throws Exception {
        List<OperatorStateHandle> handles = metadata.getOperatorStates().stream()
                .flatMap(operator -> operator.getStates().stream())
                .map(OperatorSubtaskState::getManagedOperatorState)
                .flatMap(Collection::stream)
                .filter(handle -> handle.getStateNameToPartitionOffsets().containsKey(state.getName()))
                .toList();
        try (CloseableRegistry closeables = new CloseableRegistry();
                DefaultOperatorStateBackend backend = new DefaultOperatorStateBackendBuilder(
                                classLoader(), new ExecutionConfig(), false, handles, closeables)
                        .build()) {
            ListState<T> stored = union ? backend.getUnionListState(state) : backend.getListState(state);
            List<T> values = new ArrayList<>();
            stored.get().forEach(values::add);
            return values;
        }
    }

    private static ClassLoader classLoader() {
        return StoredCheckpoint.class.getClassLoader();
    }
}

package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.job.kafka.KafkaOptions;
import io.undercurrent.job.kafka.NewTopics;
import io.undercurrent.job.kafka.UnconnectedEnds;
import io.undercurrent.job.models.UnconnectedModels;
import io.undercurrent.job.source.Start;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.Admission;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.topic.JobTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.rocksdb.CompressionType;

/** The graph of the production job, as Flink would run it, without running it. */
class ForecastJobGraphTest {

    private final StreamGraph graph = graph(new Configuration());

    private static StreamGraph graph(Configuration settings) {
        return graph(settings, Optional.of(Duration.ofSeconds(1)));
    }

    private static StreamGraph graph(Configuration settings, Optional<Duration> checkpointInterval) {
        return graph(settings, checkpointInterval, false);
    }

    /**
     * @param followsModels whether models may succeed that of the job
     */
    private static StreamGraph graph(
            Configuration settings, Optional<Duration> checkpointInterval, boolean followsModels) {
        ForecastModel model = RecurrentModel.untrained(
                new ModelSpec(Columns.ofTargets("sales"), List.of(), 14, 7, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4),
                1);
        KafkaOptions kafka = new KafkaOptions(
                "localhost:1",
                new JobTopics("readings", "predictions", "rejected", Optional.of("scores")),
                NewTopics.all(1),
                "graph",
                KafkaOptions.Delivery.EXACTLY_ONCE,
                Start.EARLIEST,
                false,
                Map.of());
        JobEnds ends = UnconnectedEnds.of(kafka);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(2);
        JobOptions options = new JobOptions(
                "graph",
                BundleLimits.DEFAULT,
                TopicMappings.CONTRACT,
                Admission.ALL,
                TimeLimits.DEFAULT,
                CalibrationOptions.DEFAULT,
                checkpointInterval);
        ForecastJob.define(env, model, options, followsModels ? ends.with(UnconnectedModels.of(model)) : ends);
        return env.getStreamGraph();
    }

    @Test
    void everyOperatorHasAUidThatItsStateIsFoundBy() {
        Set<String> uids = graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .peek(uid -> assertNotNull(uid, "an operator without a uid"))
                .collect(Collectors.toSet());
        assertTrue(uids.containsAll(Set.of("readings", "parse", "window", "rnn")), uids.toString());
        assertEquals(graph.getStreamNodes().size(), uids.size(), "each has its own: " + uids);
    }

    @Test
    void theKeyedOperatorsFormOneChainBehindOneShuffle() {
        List<String> vertices = new ArrayList<>();
        for (JobVertex vertex : graph.getJobGraph().getVertices()) {
            vertices.add(vertex.getName());
        }
        assertEquals(3, vertices.size(), vertices.toString());
        assertTrue(vertices.stream().anyMatch(name -> name.contains("readings") && name.contains("parse")));
        assertTrue(
                vertices.stream()
                        .anyMatch(name ->
                                name.contains("window") && name.contains("rnn") && name.contains("predictions")),
                vertices.toString());
    }

    /** One task more reads them, one compares them, and windows still go to the network by reference. */
    @Test
    void modelsThatComeWhileTheJobRunsBreakNoChain() {
        StreamGraph following = graph(new Configuration(), Optional.empty(), true);
        List<String> vertices = new ArrayList<>();
        for (JobVertex vertex : following.getJobGraph().getVertices()) {
            vertices.add(vertex.getParallelism() + " " + vertex.getName());
        }
        assertEquals(5, vertices.size(), vertices.toString());
        assertTrue(vertices.contains("1 Source: models"), vertices.toString());
        assertTrue(vertices.stream().anyMatch(name -> name.startsWith("1 comparison -> ")), vertices.toString());
        assertTrue(
                vertices.stream()
                        .anyMatch(name -> name.startsWith("2 window -> rnn -> ") && name.contains("predictions")),
                vertices.toString());
        Set<String> uids = following.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .collect(Collectors.toSet());
        assertEquals(following.getStreamNodes().size(), uids.size(), uids.toString());
        uids.removeAll(graph.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .toList());
        assertEquals(
                Set.of("models", "comparison", "compared"),
                uids,
                "state of a job without models is found by one with them");
    }

    @Test
    void noReadingWaitsLongOnTheWayToItsWindowUnlessAskedTo() {
        for (StreamNode node : graph.getStreamNodes()) {
            assertEquals(5, node.getBufferTimeout(), node.getOperatorName());
        }
        Configuration patient = new Configuration();
        patient.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(40));
        for (StreamNode node : graph(patient).getStreamNodes()) {
            assertEquals(40, node.getBufferTimeout(), node.getOperatorName());
        }
    }

    @Test
    void checkpointsAreAsFarApartAsTheOptionsSayThenAsFlinksSettingsThenFiveSeconds() {
        Configuration minutes = new Configuration();
        minutes.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));
        Optional<Duration> notGiven = Optional.empty();
        assertEquals(1000, graph(minutes).getCheckpointConfig().getCheckpointInterval());
        assertEquals(60_000, graph(minutes, notGiven).getCheckpointConfig().getCheckpointInterval());
        assertEquals(
                5000, graph(new Configuration(), notGiven).getCheckpointConfig().getCheckpointInterval());
    }

    @Test
    void rocksDbDoesNotCompressFloatsUnlessAskedTo() {
        assertEquals(
                List.of(CompressionType.NO_COMPRESSION),
                graph.getJobConfiguration().get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL));
        Configuration small = new Configuration();
        small.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.ZSTD_COMPRESSION));
        assertEquals(
                List.of(CompressionType.ZSTD_COMPRESSION),
                graph(small).getJobConfiguration().get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL));
    }

    @Test
    void nothingFallsBackToKryo() {
        assertTrue(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled());
        for (StreamNode node : graph.getStreamNodes()) {
            List<TypeSerializer<?>> serializers = new ArrayList<>();
            serializers.add(node.getTypeSerializerOut());
            serializers.add(node.getStateKeySerializer());
            serializers.addAll(List.of(node.getTypeSerializersIn()));
            for (TypeSerializer<?> serializer : serializers) {
                assertFalse(
                        serializer != null && serializer.getClass().getName().contains("kryo"),
                        node.getOperatorName() + ": " + serializer);
            }
        }
    }
}

package io.undercurrent.exchange.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs that resemble supported ones and compute something else, as ONNX Runtime shows: they are refused. */
class OtherMeaningTest {

    private final GraphBuilder graph = new GraphBuilder();

    private OnnxModel model(String y, Axis... shape) {
        graph.output("y", y, shape);
        return new OnnxModel("", 17, graph.build("test"));
    }

    private static float[] run(OnnxModel model, float[] x, long... shape) throws OrtException {
        return OnnxRunner.run(OnnxExport.write(model.graph()), Map.of("x", x), Map.of("x", shape))
                .get("y");
    }

    private static void assertRefused(OnnxModel model, String reason) {
        String told =
                assertThrows(ImportException.class, () -> OnnxImport.of(model)).getMessage();
        assertTrue(told.contains(reason), told);
    }

    private static TensorValue filled(float value, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        Arrays.fill(values, value);
        return TensorValue.of(values, shape);
    }

    /** One timestep that begins with zeros gives the same whatever came before it: nothing is carried. */
    @ParameterizedTest
    @CsvSource({"RNN, 1", "GRU, 3", "LSTM, 4"})
    void aTimestepThatForgetsThoseBefore(String operator, int gates) throws OrtException {
        String x = graph.unsqueezed("step", graph.input("x", NetworkGraph.BATCH, Axis.of(1)), 0);
        String one = graph.constant("one", TensorValue.of(1));
        String batch = graph.node(
                "batch", "Slice", graph.node("shape", "Shape", x), one, graph.constant("two", TensorValue.of(2)));
        String sizes = graph.node("sizes", "Concat", Map.of("axis", Attribute.of(0)), one, batch, one);
        String zeros = graph.node("zeros", "ConstantOfShape", sizes);
        graph.nodes(
                "node",
                operator,
                Map.of("hidden_size", Attribute.of(1)),
                List.of(
                        x,
                        graph.constant("w", filled(0.5f, 1, gates, 1)),
                        graph.constant("r", filled(0.5f, 1, gates, 1)),
                        "",
                        "",
                        graph.node("joined", "Concat", Map.of("axis", Attribute.of(0)), zeros)),
                List.of("", "h"));
        OnnxModel model = model(graph.squeezed("last", "h", 0), NetworkGraph.BATCH, Axis.of(1));
        float[] alone = run(model, new float[] {1}, 1, 1);
        assertArrayEquals(
                new float[] {run(model, new float[] {3}, 1, 1)[0], alone[0]}, run(model, new float[] {3, 1}, 2, 1));
        assertRefused(model, "node 'node' (" + operator + "): initial_h: expected an input of the graph");
    }

    /** A cell state that begins with zeros each time, beside a hidden state that is carried. */
    @Test
    void aCellThatForgetsWhatTheHiddenStateKnows() {
        String x = graph.unsqueezed("step", graph.input("x", NetworkGraph.BATCH, Axis.of(1)), 0);
        graph.nodes(
                "node",
                "LSTM",
                Map.of("hidden_size", Attribute.of(1)),
                List.of(
                        x,
                        graph.constant("w", filled(0.5f, 1, 4, 1)),
                        graph.constant("r", filled(0.5f, 1, 4, 1)),
                        "",
                        "",
                        graph.input("h_before", Axis.of(1), NetworkGraph.BATCH, Axis.of(1))),
                List.of("", "h"));
        graph.output("h_after", "h", Axis.of(1), NetworkGraph.BATCH, Axis.of(1));
        assertRefused(
                model(graph.squeezed("last", "h", 0), NetworkGraph.BATCH, Axis.of(1)),
                "node 'node' (LSTM): initial_c: expected an input of the graph");
    }

    /** What Gemm adds may be one number a member of the batch, which a dense layer has not. */
    @Test
    void anOffsetOfEachMemberOfTheBatch() throws OrtException {
        String x = graph.input("x", Axis.of(2), Axis.of(1));
        String kernel = graph.constant("kernel", filled(1, 1, 2));
        String offsets = graph.constant("offsets", TensorValue.of(new float[] {10, 20}, 2, 1));
        OnnxModel model = model(graph.node("gemm", "Gemm", x, kernel, offsets), Axis.of(2), Axis.of(2));
        assertArrayEquals(new float[] {11, 11, 21, 21}, run(model, new float[] {1, 1}, 2, 1));
        assertRefused(model, "node 'gemm' (Gemm): expected a constant with one value or one for each feature");
    }

    /** Four days laid flat for a dense layer come back as two weeks of two days, each a sequence of its own. */
    @Test
    void timestepsThatBecomeMembersOfTheBatch() throws OrtException {
        String x = graph.input("x", NetworkGraph.BATCH, Axis.of(4), Axis.of(1));
        String days = graph.node("days", "Reshape", x, graph.constant("flat", TensorValue.of(-1, 1)));
        String dense = graph.node("dense", "MatMul", days, graph.constant("kernel", filled(1, 1, 1)));
        String weeks = graph.node("weeks", "Reshape", dense, graph.constant("pairs", TensorValue.of(-1, 2, 1)));
        graph.nodes(
                "node",
                "RNN",
                Map.of("hidden_size", Attribute.of(1)),
                List.of(
                        graph.transposed("time_first", weeks, 1L, 0L, 2L),
                        graph.constant("w", filled(0.5f, 1, 1, 1)),
                        graph.constant("r", filled(0.5f, 1, 1, 1))),
                List.of("", "h"));
        OnnxModel model = model(graph.squeezed("last", "h", 0), NetworkGraph.BATCH, Axis.of(1));
        assertEquals(2, run(model, new float[] {1, 2, 3, 4}, 1, 4, 1).length);
        assertRefused(model, "node 'weeks' (Reshape): gives the axes [BATCH_AND_TIME, FEATURES] the shape [-1, 2, 1]");
    }
}

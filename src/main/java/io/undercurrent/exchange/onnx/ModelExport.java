package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.onnx.OnnxExport.Form;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxModel.Attribute;
import io.undercurrent.exchange.onnx.file.OnnxModel.Axis;
import io.undercurrent.exchange.onnx.file.OnnxModel.TensorValue;
import io.undercurrent.model.recurrent.QuantileHead;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.Network;
import java.util.Map;

/**
 * Makes one graph of all networks of a trained model: recurrent layers and head. What the encoder makes of a series goes in; what
 * comes out are the corrections of the baseline in scales, (batch, horizon, targets, quantiles).
 */
public final class ModelExport {

    private ModelExport() {}

    /**
     * The bytes of a file.
     *
     * <p>Inputs are {@code x}, the encoded day or days, {@code leads}, (batch, horizon, features of a day ahead), and in the form of
     * one step the states.
     */
    public static byte[] of(RecurrentModel model, Form form) {
        GraphBuilder graph = new GraphBuilder();
        Network trunk = model.trunk();
        Axis features = Axis.of(trunk.inputShape().features());
        Axis horizon = Axis.of(model.shape().horizon());
        boolean step = form == Form.STEP;
        String x = step
                ? graph.input("x", NetworkGraph.BATCH, features)
                : graph.transposed(
                        "x_time_first",
                        graph.input("x", NetworkGraph.BATCH, NetworkGraph.TIMESTEPS, features),
                        1L,
                        0L,
                        2L);
        Axis leadSize = Axis.of(model.head().lead().inputShape().features());
        String leads = graph.input("leads", NetworkGraph.BATCH, horizon, leadSize);
        String hidden = new NetworkGraph(graph, "trunk_", step).add(trunk, x);
        if (!step) {
            hidden = graph.node(
                    "last_hidden",
                    "Gather",
                    Map.of("axis", Attribute.of(0)),
                    hidden,
                    graph.constant(
                            "last", new TensorValue(new long[0], OnnxModel.INT64, new float[0], new long[] {-1})));
        }
        int targets = model.shape().targets().size();
        int quantiles = model.shape().quantiles().size();
        String corrections =
                head(graph, model.head(), hidden, leads, model.shape().horizon());
        String shape =
                graph.constant("y_shape", TensorValue.of(-1L, model.shape().horizon(), targets, quantiles));
        graph.output(
                "y",
                graph.node("y_reshaped", "Reshape", corrections, shape),
                NetworkGraph.BATCH,
                horizon,
                Axis.of(targets),
                Axis.of(quantiles));
        return OnnxExport.write(graph.build(model.id()));
    }

    /** readout(h) + skip(f) + correction(tanh(context(h) + lead(f))) */
    private static String head(GraphBuilder graph, QuantileHead head, String hidden, String leads, int horizon) {
        int outputs = head.skip().outputShape().features();
        String rows = graph.constant("readout_shape", TensorValue.of(-1L, horizon, outputs));
        String readout = graph.node("readout", "Reshape", part(graph, "readout_", head.readout(), hidden), rows);
        String context = graph.unsqueezed("context", part(graph, "context_", head.context(), hidden), 1);
        String met = graph.node("met", "Add", part(graph, "lead_", head.lead(), leads), context);
        String correction = part(graph, "correction_", head.correction(), graph.node("met_tanh", "Tanh", met));
        String linear = graph.node("linear", "Add", readout, part(graph, "skip_", head.skip(), leads));
        return graph.node("corrections", "Add", linear, correction);
    }

    private static String part(GraphBuilder graph, String prefix, Network network, String x) {
        return new NetworkGraph(graph, prefix, false).add(network, x);
    }
}

package io.undercurrent.bench.kernel;

import io.undercurrent.exchange.onnx.OnnxExport;
import io.undercurrent.exchange.onnx.OnnxImport;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A layer as it is trained here, the same layer written as ONNX and imported, and those forms of it that only an import brings: the
 * least processor time of many turns on one thread.
 */
final class ImportedInTurn {

    private static final int UNITS = 64;

    private ImportedInTurn() {}

    static void compare(List<Integer> rows) throws IOException {
        System.out.println("Least processor time of a step in microseconds, and how many times as long others take");
        System.out.println("cell         rows  trained here     imported          another form");
        for (int count : rows) {
            for (String cell : List.of("simple-rnn", "gru", "lstm")) {
                compare(cell, count);
            }
        }
    }

    private static void compare(String cell, int rows) throws IOException {
        Network trained =
                LayerWeights.random(cell, EnginesInTurn.FEATURES, UNITS, 1).network();
        float[] inputs = EnginesInTurn.inputs(rows);
        Backend backend = Backends.current();
        Network other = otherForm(trained);
        try (Step here = new StepperStep(trained, rows, inputs, backend);
                Step imported = new StepperStep(imported(trained), rows, inputs, backend);
                Step form = new StepperStep(other, rows, inputs, backend)) {
            double[] least = EnginesInTurn.least(List.of(here, imported, form), rows);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s  %5d  %12.2f  %8.2f (%4.2f)  %8.2f (%4.2f)%n",
                    cell,
                    rows,
                    least[0],
                    least[1],
                    least[1] / least[0],
                    least[2],
                    least[2] / least[0]);
        }
    }

    private static Network imported(Network network) throws IOException {
        Path file = Files.createTempFile("undercurrent-bench", ".onnx");
        try {
            Files.write(file, OnnxExport.of(network, OnnxExport.Form.WINDOW));
            return OnnxImport.read(file).network();
        } finally {
            Files.delete(file);
        }
    }

    /** A Gru whose reset gate acts before the product, an Lstm with hard sigmoids, or the layer itself. */
    private static Network otherForm(Network network) {
        Layer layer = network.layers().get(0);
        if (layer instanceof Gru gru) {
            layer = new ResetBeforeGru(
                    gru.kernel(), gru.recurrentKernel(), gru.bias(), GateFunctions.USUAL, gru.returnSequences());
        } else if (layer instanceof Lstm lstm) {
            layer = new Lstm(
                    lstm.kernel(),
                    lstm.recurrentKernel(),
                    lstm.bias(),
                    new GateFunctions(Activation.HARD_SIGMOID, Activation.TANH),
                    lstm.returnSequences());
        }
        return Network.of(network.inputShape(), List.of(layer));
    }
}

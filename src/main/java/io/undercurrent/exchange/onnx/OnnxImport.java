package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.onnx.GraphValue.FinalState;
import io.undercurrent.exchange.onnx.GraphValue.Flowing;
import io.undercurrent.exchange.onnx.GraphValue.Unheld;
import io.undercurrent.exchange.onnx.Signal.Role;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import io.undercurrent.exchange.onnx.file.OnnxReader;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a network of a graph. */
public final class OnnxImport {

    /** What the axes of an input can be, by their number: which of them it is, the nodes tell. */
    private static final Map<Integer, List<List<Role>>> LAYOUTS = Map.of(
            2,
            List.of(List.of(Role.BATCH, Role.FEATURES), List.of(Role.TIME, Role.FEATURES)),
            3,
            List.of(List.of(Role.BATCH, Role.TIME, Role.FEATURES), List.of(Role.TIME, Role.BATCH, Role.FEATURES)));

    private OnnxImport() {}

    /**
     * The network in a file.
     *
     * @throws ImportException if the file is no model in the format of ONNX, or its network is not supported
     */
    public static ImportedNetwork read(Path file) throws IOException {
        return of(OnnxReader.read(Limits.readFile(file), file.toAbsolutePath().getParent()));
    }

    static ImportedNetwork of(OnnxModel model) throws ImportException {
        Set<String> states = GraphWalk.initialStates(model.graph());
        OnnxModel.Value input = input(model, states);
        List<List<Role>> layouts = LAYOUTS.get(input.shape().size());
        if (layouts == null) {
            throw new ImportException("input '" + input.name() + "': expected (batch, timesteps, features) or (batch,"
                    + " features), but it has " + input.shape().size() + " axes");
        }
        if (input.type() != OnnxModel.FLOAT) {
            throw new ImportException("input '" + input.name()
                    + "': expected floats, but got elements of the type number " + input.type() + " of ONNX");
        }
        List<Role> best = layouts.get(0);
        GraphWalk walk = GraphWalk.of(model, input, best);
        for (List<Role> layout : layouts.subList(1, layouts.size())) {
            GraphWalk other = GraphWalk.of(model, input, layout);
            if (other.unheld() < walk.unheld()) {
                best = layout;
                walk = other;
            }
        }
        return network(model, input, best, walk, states);
    }

    /** The one input of the graph that is neither a constant nor a state. */
    private static OnnxModel.Value input(OnnxModel model, Set<String> states) throws ImportException {
        List<OnnxModel.Value> inputs = model.graph().inputs().stream()
                .filter(value -> !states.contains(value.name()))
                .filter(value -> !model.graph().initializers().containsKey(value.name()))
                .toList();
        if (inputs.size() != 1) {
            throw new ImportException("inputs: expected one besides initial states, but got "
                    + inputs.stream().map(OnnxModel.Value::name).toList());
        }
        return inputs.get(0);
    }

    private static ImportedNetwork network(
            OnnxModel model, OnnxModel.Value input, List<Role> layout, GraphWalk walk, Set<String> states)
            throws ImportException {
        Signal output = output(model, walk);
        Layer lowest = output.layers().get(0);
        long timesteps = layout.contains(Role.TIME)
                ? input.shape().get(layout.indexOf(Role.TIME)).length()
                : OnnxModel.OPEN;
        // One timestep with its state: the form for streams, whose sequences have any length.
        boolean steps =
                !layout.contains(Role.TIME) && output.layers().stream().anyMatch(layer -> layer.stateSize() > 0);
        Shape shape = steps
                ? Shape.sequence(lowest.features())
                : !layout.contains(Role.TIME)
                        ? Shape.vector(lowest.features())
                        : timesteps > 0 && timesteps <= Integer.MAX_VALUE
                                ? Shape.sequence((int) timesteps, lowest.features())
                                : Shape.sequence(lowest.features());
        List<String> notes = new ArrayList<>();
        if (!states.isEmpty()) {
            notes.add("the initial states " + states.stream().sorted().toList()
                    + " are carried from day to day and begin with 0");
        }
        try {
            return new ImportedNetwork(Network.of(shape, output.layers()), source(model), notes);
        } catch (IllegalArgumentException e) {
            throw new ImportException("the network cannot be imported: " + e.getMessage(), e);
        }
    }

    private static String source(OnnxModel model) {
        String producer = model.producer().isEmpty() ? "an unnamed producer" : model.producer();
        return "ONNX by " + producer + ", opset " + model.opset();
    }

    /** The one output of the graph that is no state. */
    private static Signal output(OnnxModel model, GraphWalk walk) throws ImportException {
        boolean refused =
                model.graph().outputs().stream().anyMatch(output -> walk.value(output.name()) instanceof Unheld);
        List<Refusal> refusals =
                refused ? new ArrayList<>(walk.refusals(model.graph().outputs())) : new ArrayList<>();
        List<Signal> signals = new ArrayList<>();
        for (OnnxModel.Value output : model.graph().outputs()) {
            GraphValue value = walk.value(output.name());
            if (value instanceof Flowing flowing && !flowing.signal().layers().isEmpty()) {
                signals.add(flowing.signal());
            } else if (value instanceof Unheld unheld) {
                // Also where it does not depend on the input.
                if (!refusals.contains(unheld.refusal())) {
                    refusals.add(unheld.refusal());
                }
            } else if (!(value instanceof FinalState)) {
                refusals.add(new Refusal("output '" + output.name() + "'", "no layer gives it"));
            }
        }
        if (!refusals.isEmpty()) {
            throw new ImportException(refusals);
        } else if (signals.isEmpty()) {
            throw new ImportException("outputs: expected one besides states, but there is none");
        }
        Signal output = signals.get(0);
        for (Signal signal : signals) {
            output = signal.layers().size() > output.layers().size() ? signal : output;
        }
        for (Signal signal : signals) {
            if (signal != output && !isState(signal, output)) {
                throw new ImportException("outputs: expected one besides states, but got a second one of "
                        + signal.layers().size() + " layers");
            }
        }
        return output;
    }

    /** Whether one is the state of a recurrent layer that the other stands on. */
    private static boolean isState(Signal state, Signal output) {
        for (int i = 0; i < state.layers().size(); i++) {
            if (!alike(state.layers().get(i), output.layers().get(i))) {
                return false;
            }
        }
        return state.top() instanceof RecurrentLayer;
    }

    private static boolean alike(Layer a, Layer b) {
        return a instanceof RecurrentLayer first && b instanceof RecurrentLayer second
                ? first.withReturnSequences(true).equals(second.withReturnSequences(true))
                : a.equals(b);
    }
}

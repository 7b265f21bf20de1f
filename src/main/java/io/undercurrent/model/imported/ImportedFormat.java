package io.undercurrent.model.imported;

import io.undercurrent.model.Provenance;
import io.undercurrent.model.container.ModelContent;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.container.SafeTensors.Tensor;
import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.cell.GateFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file format of an {@link ImportedModel}: a description of its spec, layers and provenance, and one tensor for
 * each weight, named after layer and weight, such as {@code network.0.recurrent_kernel}.
 */
public final class ImportedFormat {

    public static final String KIND = "imported";

    private static final int MOST_LAYERS = 10_000;

    private record Description(
            ImportedSpec spec,
            boolean sequence,
            int timesteps,
            int features,
            List<Described> layers,
            Provenance provenance) {}

    /**
     * A layer besides its weights.
     *
     * @param activation activation of the layer, or of the candidate in gated layers
     * @param gate activation of the gates; linear if there are none
     * @param all whether a recurrent layer returns all its hidden states
     * @param timesteps timesteps of a flattened window; 0 in other layers
     */
    private record Described(
            String kind, Activation activation, Activation gate, boolean all, int timesteps, int features) {}

    private ImportedFormat() {}

    /**
     * The bytes of a file for a model that was not read from one.
     *
     * @throws IllegalArgumentException if the file would be too large to be read
     */
    static byte[] write(ImportedModel model) {
        List<Tensor> tensors = new ArrayList<>();
        List<Described> layers = new ArrayList<>();
        for (int i = 0; i < model.network().layers().size(); i++) {
            Layer layer = model.network().layers().get(i);
            layers.add(describe(layer));
            for (Weight weight : layer.weights()) {
                tensors.add(new Tensor(name(i, weight.name()), weight.rows(), weight.columns(), weight.values()));
            }
        }
        Shape input = model.network().inputShape();
        return ModelContent.write(
                KIND,
                new Description(
                        model.spec(),
                        input.sequence(),
                        input.timesteps().orElse(0),
                        input.features(),
                        layers,
                        model.provenance()),
                tensors);
    }

    private static String name(int layer, String weight) {
        return "network." + layer + "." + weight;
    }

    private static Described describe(Layer layer) {
        Activation activation = Activation.LINEAR;
        Activation gate = Activation.LINEAR;
        GateFunctions functions = null;
        if (layer instanceof Dense dense) {
            activation = dense.activation();
        } else if (layer instanceof ActivationLayer own) {
            activation = own.activation();
        } else if (layer instanceof SimpleRnn simple) {
            activation = simple.activation();
        } else if (layer instanceof Gru gru) {
            functions = gru.functions();
        } else if (layer instanceof ResetBeforeGru gru) {
            functions = gru.functions();
        } else if (layer instanceof Lstm lstm) {
            functions = lstm.functions();
        }
        if (functions != null) {
            activation = functions.candidate();
            gate = functions.gate();
        }
        boolean all = layer instanceof RecurrentLayer recurrent && recurrent.returnSequences();
        int timesteps = layer instanceof Flatten flatten ? flatten.timesteps() : 0;
        return new Described(layer.kind(), activation, gate, all, timesteps, layer.features());
    }

    /**
     * Reads the model of a file.
     *
     * @param file the bytes that {@code content} was read from
     * @throws ModelFileException if it is not an imported model
     */
    public static ImportedModel read(ModelContent content, byte[] file) throws ModelFileException {
        Description description = content.describedAs(Description.class);
        if (description.layers().size() > MOST_LAYERS) {
            throw new ModelFileException("layers: expected at most " + MOST_LAYERS + ", but got "
                    + description.layers().size());
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        content.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        try {
            List<Layer> layers = new ArrayList<>();
            for (Described layer : description.layers()) {
                layers.add(build(layer, layers.size(), tensors));
            }
            if (!tensors.isEmpty()) {
                throw new ModelFileException("tensors " + tensors.keySet() + ": not part of this network");
            }
            Network network = Network.of(input(description), layers);
            return new ImportedModel(description.spec(), network, description.provenance(), file);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFileException(e.getMessage());
        }
    }

    private static Shape input(Description description) {
        if (!description.sequence()) {
            return Shape.vector(description.features());
        }
        return description.timesteps() == 0
                ? Shape.sequence(description.features())
                : Shape.sequence(description.timesteps(), description.features());
    }

    private static Layer build(Described layer, int place, Map<String, Tensor> tensors) throws ModelFileException {
        Weights weights = new Weights(place, tensors);
        return switch (layer.kind()) {
            case "dense" -> new Dense(weights.take(Weight.KERNEL), weights.take(Weight.BIAS), layer.activation());
            case "flatten" -> new Flatten(layer.timesteps(), layer.features());
            case "activation" -> new ActivationLayer(layer.activation(), layer.features());
            case "scaling" ->
                new Scaling(weights.take(Scaling.MEAN), weights.take(Scaling.SCALE), weights.take(Scaling.OFFSET));
            case "simple_rnn" ->
                new SimpleRnn(
                        weights.take(Weight.KERNEL),
                        weights.take(Weight.RECURRENT_KERNEL),
                        weights.take(Weight.BIAS),
                        layer.activation(),
                        layer.all());
            case "gru" ->
                new Gru(
                        weights.take(Weight.KERNEL),
                        weights.take(Weight.RECURRENT_KERNEL),
                        weights.take(Weight.BIAS),
                        weights.take(Weight.RECURRENT_BIAS),
                        functions(layer),
                        layer.all());
            case "gru_reset_before" ->
                new ResetBeforeGru(
                        weights.take(Weight.KERNEL),
                        weights.take(Weight.RECURRENT_KERNEL),
                        weights.take(Weight.BIAS),
                        functions(layer),
                        layer.all());
            case "lstm" ->
                new Lstm(
                        weights.take(Weight.KERNEL),
                        weights.take(Weight.RECURRENT_KERNEL),
                        weights.take(Weight.BIAS),
                        functions(layer),
                        layer.all());
            default ->
                throw new ModelFileException(
                        "layer " + place + ": expected a kind that is known, but got '" + layer.kind() + "'");
        };
    }

    private static GateFunctions functions(Described layer) {
        return new GateFunctions(layer.gate(), layer.activation());
    }

    /** The tensors of a layer; each must be used exactly once. */
    private record Weights(int layer, Map<String, Tensor> left) {

        Weight take(String weight) throws ModelFileException {
            Tensor tensor = left.remove(name(layer, weight));
            if (tensor == null) {
                throw new ModelFileException("tensor " + name(layer, weight) + ": missing");
            }
            return new Weight(weight, tensor.rows(), tensor.columns(), tensor.values());
        }
    }
}

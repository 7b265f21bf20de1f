package io.undercurrent.model.recurrent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.container.ModelContent;
import io.undercurrent.model.container.ModelFileException;
import io.undercurrent.model.container.SafeTensors.Tensor;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file format of a {@link RecurrentModel}: a description of its spec, widening and provenance, and one tensor for
 * each weight, named after network, layer and weight, such as {@code trunk.0.recurrent_kernel}.
 */
public final class RecurrentFormat {

    public static final String KIND = ModelContent.FIRST_KIND;

    /** The version before {@link ScalePrior} and {@link Widening}. */
    private static final int WITHOUT_YOUTH = 1;

    /** The last version before calendars with Easter. */
    private static final int WITHOUT_EASTER = 3;

    /** The last version before holidays. */
    private static final int WITHOUT_HOLIDAYS = 4;

    /** The last version before spikes of several days. */
    private static final int WITHOUT_SPIKES = 7;

    /** The last version before kinds of series. */
    private static final int WITHOUT_KINDS = 8;

    /** The last version before holidays of the country of each series. */
    private static final int WITHOUT_COUNTRIES = 9;

    /** The last version before effects of months. */
    private static final int WITHOUT_MONTHS = 10;

    private record Description(ModelSpec spec, Widening widening, Provenance provenance) {}

    private RecurrentFormat() {}

    /**
     * The bytes of a file for a model that was not read from one.
     *
     * @throws IllegalArgumentException if the file would be too large to be read
     */
    static byte[] write(RecurrentModel model) {
        List<Tensor> tensors = new ArrayList<>();
        model.networks().forEach((name, network) -> {
            for (int layer = 0; layer < network.layers().size(); layer++) {
                for (Weight weight : network.layers().get(layer).weights()) {
                    String tensor = name + "." + layer + "." + weight.name();
                    tensors.add(new Tensor(tensor, weight.rows(), weight.columns(), weight.values()));
                }
            }
        });
        Description description = new Description(model.spec(), model.widening(), model.provenance());
        return ModelContent.write(KIND, description, tensors);
    }

    /**
     * Reads the model of a file.
     *
     * @param file the bytes that {@code content} was read from
     * @throws ModelFileException if it is not a recurrent model
     */
    public static RecurrentModel read(ModelContent content, byte[] file) throws ModelFileException {
        if (content.version() == WITHOUT_YOUTH) {
            content.description().set("widening", ModelContent.json(Widening.NONE));
            if (content.description().get("spec") instanceof ObjectNode spec) {
                spec.putArray("scalePriors");
            }
        }
        if (content.version() <= WITHOUT_EASTER && content.description().get("spec") instanceof ObjectNode spec) {
            spec.put("easter", false);
        }
        if (content.version() <= WITHOUT_HOLIDAYS && content.description().get("spec") instanceof ObjectNode spec) {
            spec.putArray("holidays");
        }
        if (content.version() <= WITHOUT_SPIKES && content.description().get("spec") instanceof ObjectNode spec) {
            spec.put("spikeDays", 1);
        }
        if (content.version() <= WITHOUT_KINDS && content.description().get("spec") instanceof ObjectNode spec) {
            spec.set("kinds", ModelContent.json(Kinds.NONE));
        }
        if (content.version() <= WITHOUT_COUNTRIES && content.description().get("spec") instanceof ObjectNode spec) {
            spec.set("seriesHolidays", ModelContent.json(SeriesHolidays.NONE));
        }
        if (content.version() <= WITHOUT_MONTHS && content.description().get("spec") instanceof ObjectNode spec) {
            spec.putArray("months");
        }
        try {
            return build(content.describedAs(Description.class), content.tensors(), file);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(e.getMessage());
        }
    }

    private static RecurrentModel build(Description description, List<Tensor> tensors, byte[] file)
            throws ModelFileException {
        ModelSpec spec = description.spec();
        Weights weights = new Weights(tensors);
        List<Layer> trunk = new ArrayList<>();
        for (int layer = 0; layer < spec.layers(); layer++) {
            String name = RecurrentModel.TRUNK + "." + layer + ".";
            boolean all = true;
            trunk.add(
                    switch (spec.cell()) {
                        case SIMPLE_RNN ->
                            new SimpleRnn(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    Activation.TANH,
                                    all);
                        case GRU ->
                            new Gru(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    weights.take(name, Weight.RECURRENT_BIAS),
                                    all);
                        case LSTM ->
                            new Lstm(
                                    weights.take(name, Weight.KERNEL),
                                    weights.take(name, Weight.RECURRENT_KERNEL),
                                    weights.take(name, Weight.BIAS),
                                    all);
                    });
        }
        Map<String, Network> networks = new LinkedHashMap<>();
        networks.put(RecurrentModel.TRUNK, Network.of(Shape.sequence(WindowEncoder.daySize(spec)), trunk));
        for (String part : QuantileHead.PARTS) {
            String name = RecurrentModel.HEAD + part;
            Weight kernel = weights.take(name + ".0.", Weight.KERNEL);
            Dense layer = new Dense(kernel, weights.take(name + ".0.", Weight.BIAS), Activation.LINEAR);
            networks.put(name, Network.of(Shape.vector(kernel.rows()), List.of(layer)));
        }
        weights.requireAllTaken();
        return new RecurrentModel(spec, networks, description.widening(), description.provenance(), file);
    }

    /** The tensors of a file by name; each must be used exactly once. */
    private static final class Weights {

        private final Map<String, Tensor> left = new LinkedHashMap<>();

        Weights(List<Tensor> tensors) {
            tensors.forEach(tensor -> left.put(tensor.name(), tensor));
        }

        Weight take(String prefix, String name) throws ModelFileException {
            Tensor tensor = left.remove(prefix + name);
            if (tensor == null) {
                throw new ModelFileException("tensor " + prefix + name + ": missing");
            }
            return new Weight(name, tensor.rows(), tensor.columns(), tensor.values());
        }

        void requireAllTaken() throws ModelFileException {
            if (!left.isEmpty()) {
                throw new ModelFileException("tensors " + left.keySet() + ": not part of this kind of model");
            }
        }
    }
}

package io.undercurrent.model.imported;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.container.ModelContent;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import java.util.Objects;

/** A model whose network was trained with other software. */
public final class ImportedModel implements ForecastModel {

    private static final int DIGITS_OF_CHECKSUM = 6;

    private final ImportedSpec spec;
    private final Network network;
    private final Provenance provenance;
    private final byte[] file;
    private final String checksum;
    private final String id;

    /**
     *
     * @throws IllegalArgumentException if inputs or outputs of the network differ from {@code spec}
     */
    public ImportedModel(ImportedSpec spec, Network network, Provenance provenance) {
        this(spec, network, provenance, null);
    }

    /**
     *
     * @param file that the model was read from; null for one that was never written
     */
    ImportedModel(ImportedSpec spec, Network network, Provenance provenance, byte[] file) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.network = requireFit(spec, network);
        this.provenance = Objects.requireNonNull(provenance, "provenance");
        this.file = file == null ? ImportedFormat.write(this) : file;
        checksum = ModelContent.checksum(this.file);
        id = label(network) + "@" + checksum.substring(0, DIGITS_OF_CHECKSUM);
    }

    private static Network requireFit(ImportedSpec spec, Network network) {
        Shape input = network.inputShape();
        int inputs = spec.inputs().size();
        int features = input.sequence() ? inputs : Math.multiplyExact(inputs, spec.window());
        if (input.features() != features) {
            throw new IllegalArgumentException("inputs: expected " + input.features()
                    + " values for the network's input " + input + ", but " + spec.inputs()
                    + (input.sequence() ? "" : " over " + spec.window() + " days") + " are " + features);
        }
        if (!spec.stateful()
                && input.timesteps().isPresent()
                && input.timesteps().getAsInt() != spec.window()) {
            throw new IllegalArgumentException(
                    "window: expected " + input.timesteps().getAsInt() + " days for the network's input " + input
                            + ", but got " + spec.window());
        }
        boolean flat = network.layers().stream().anyMatch(Flatten.class::isInstance);
        if (spec.stateful() && (network.stateSize() == 0 || flat)) {
            throw new IllegalArgumentException("form: expected windowed for a network that "
                    + (flat ? "lays its window flat" : "has no state") + ", but got stateful");
        }
        if (network.outputShape().features() != spec.outputs()) {
            throw new IllegalArgumentException("horizon: expected a network that gives " + spec.outputs()
                    + " values for " + spec.horizon() + " days, but this one gives "
                    + network.outputShape().features());
        }
        if (network.outputShape().sequence() && !spec.stateful()) {
            throw new IllegalArgumentException(
                    "network: expected the outputs of the last timestep alone, but got " + network.outputShape());
        }
        return network;
    }

    /** The recurrent layers and their units, such as lstm50; without recurrent layers, the topmost layer. */
    private static String label(Network network) {
        Layer shown = network.layers().get(network.layers().size() - 1);
        for (Layer layer : network.layers()) {
            shown = layer.stateSize() > 0 ? layer : shown;
        }
        return "imported-" + shown.kind() + shown.units();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String checksum() {
        return checksum;
    }

    @Override
    public byte[] file() {
        return file;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    public ImportedSpec spec() {
        return spec;
    }

    public Network network() {
        return network;
    }

    @Override
    public Columns columns() {
        return spec.columns();
    }

    @Override
    public int window() {
        return spec.window();
    }

    @Override
    public ForecastShape shape() {
        return spec.shape();
    }

    @Override
    public int stateSize() {
        return spec.stateful() ? network.stateSize() : 0;
    }

    @Override
    public Forecaster forecaster(int rows) {
        return new ImportedForecaster(this, rows);
    }
}

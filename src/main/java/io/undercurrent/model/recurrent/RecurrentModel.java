package io.undercurrent.model.recurrent;

import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.container.ModelContent;
import io.undercurrent.model.container.SafeTensors;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.nn.Gru;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Lstm;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.NetworkBuilder;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.SimpleRnn;
import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The kind of model that is trained here: recurrent layers that read a series day by day, and a head that computes
 * forecasts from their state.
 */
public final class RecurrentModel implements ForecastModel {

    static final String TRUNK = "trunk";
    static final String HEAD = "head.";

    private static final int DIGITS_OF_CHECKSUM = 6;

    private final ModelSpec spec;
    private final Network trunk;
    private final QuantileHead head;
    private final Widening widening;
    private final Provenance provenance;
    /** The bytes of the model's file: as read, or as they would be written. */
    private final byte[] file;

    private final String checksum;
    private final String id;

    /**
     *
     * @param networks by name, as in {@link #networks}
     * @throws IllegalArgumentException if a network or {@code widening} has another shape than {@code spec} requires
     */
    public RecurrentModel(ModelSpec spec, Map<String, Network> networks, Widening widening, Provenance provenance) {
        this(spec, networks, widening, provenance, null);
    }

    /**
     *
     * @param file that the model was read from; null for one that was never written
     */
    RecurrentModel(
            ModelSpec spec, Map<String, Network> networks, Widening widening, Provenance provenance, byte[] file) {
        this(
                spec,
                requireTrunk(spec, networks.get(TRUNK)),
                QuantileHead.of(spec, headOf(networks)),
                widening,
                provenance,
                file);
    }

    private RecurrentModel(
            ModelSpec spec, Network trunk, QuantileHead head, Widening widening, Provenance provenance, byte[] file) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.trunk = Objects.requireNonNull(trunk, "trunk");
        this.head = Objects.requireNonNull(head, "head");
        this.widening = requireWidening(spec, widening);
        this.provenance = Objects.requireNonNull(provenance, "provenance");
        this.file = file == null ? RecurrentFormat.write(this) : file;
        checksum = ModelContent.checksum(this.file);
        id = spec.shortName() + "@" + checksum.substring(0, DIGITS_OF_CHECKSUM);
    }

    /** The back end of this process, as shown to users. */
    public static String backend() {
        return Backends.current().description();
    }

    /**
     * A model with random weights, for the start of training, tests and benchmarks.
     *
     * @throws IllegalArgumentException if it would be larger than a model file may be
     */
    public static RecurrentModel untrained(ModelSpec spec, long seed) {
        // Check the size before anything is allocated.
        SafeTensors.requireReadable(Float.BYTES * trunkKernels(spec));
        SplittableRandom seeds = new SplittableRandom(seed);
        Network trunk = randomTrunk(spec, seeds.nextLong());
        return new RecurrentModel(
                spec, trunk, QuantileHead.random(spec, seeds), Widening.NONE, Provenance.untrained(seed), null);
    }

    /** Parameters of the recurrent layers, biases left out. */
    private static long trunkKernels(ModelSpec spec) {
        long gates = switch (spec.cell()) {
            case SIMPLE_RNN -> 1;
            case GRU -> 3;
            case LSTM -> 4;
        };
        long inputs = WindowEncoder.daySize(spec) + (spec.layers() - 1L) * spec.units();
        return gates * spec.units() * (inputs + (long) spec.layers() * spec.units());
    }

    private static Network randomTrunk(ModelSpec spec, long seed) {
        NetworkBuilder layers = Network.input(WindowEncoder.daySize(spec));
        for (int layer = 0; layer < spec.layers(); layer++) {
            switch (spec.cell()) {
                case SIMPLE_RNN -> layers.simpleRnn(spec.units());
                case GRU -> layers.gru(spec.units());
                case LSTM -> layers.lstm(spec.units());
            }
        }
        return layers.returnSequences().build(seed);
    }

    private static Network requireTrunk(ModelSpec spec, Network trunk) {
        Shape input = Shape.sequence(WindowEncoder.daySize(spec));
        if (!trunk.inputShape().equals(input) || trunk.layers().size() != spec.layers()) {
            throw new IllegalArgumentException("trunk: expected " + spec.layers() + " layers for input " + input
                    + ", but got " + trunk.layers().size() + " for " + trunk.inputShape());
        }
        for (Layer layer : trunk.layers()) {
            boolean fits = switch (spec.cell()) {
                case SIMPLE_RNN -> layer instanceof SimpleRnn;
                case GRU -> layer instanceof Gru;
                case LSTM -> layer instanceof Lstm;
            };
            if (!fits || layer.units() != spec.units()) {
                throw new IllegalArgumentException(
                        "trunk: expected layers " + spec.cell().label() + " of " + spec.units() + " units, but got "
                                + layer.kind() + " of " + layer.units());
            }
        }
        return trunk;
    }

    private static Widening requireWidening(ModelSpec spec, Widening widening) {
        int expected =
                spec.columns().targets().size() * widening.size(spec.quantiles().size());
        if (widening.factors().size() != expected) {
            throw new IllegalArgumentException(
                    "widening: expected " + expected + " factors for the targets and quantiles, but got "
                            + widening.factors().size());
        }
        return widening;
    }

    private static Map<String, Network> headOf(Map<String, Network> networks) {
        Map<String, Network> parts = new LinkedHashMap<>();
        networks.forEach((name, network) -> {
            if (name.startsWith(HEAD)) {
                parts.put(name.substring(HEAD.length()), network);
            }
        });
        return parts;
    }

    /** Begins with kind and units of the recurrent layers. */
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

    public ModelSpec spec() {
        return spec;
    }

    /** The recurrent layers, (timesteps, daySize) → (timesteps, units). */
    public Network trunk() {
        return trunk;
    }

    public QuantileHead head() {
        return head;
    }

    /** How far the quantiles of young series are widened. */
    public Widening widening() {
        return widening;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public Columns columns() {
        return spec.columns();
    }

    @Override
    public List<HolidayCalendar> holidays() {
        return spec.holidays();
    }

    @Override
    public SeriesHolidays seriesHolidays() {
        return spec.seriesHolidays();
    }

    @Override
    public List<String> staticColumns() {
        return spec.kinds().columns().stream().map(StaticColumn::name).toList();
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
        return trunk.stateSize();
    }

    /** The networks by name, in the order of the model file. */
    public Map<String, Network> networks() {
        Map<String, Network> networks = new LinkedHashMap<>();
        networks.put(TRUNK, trunk);
        head.parts().forEach((name, part) -> networks.put(HEAD + name, part));
        return networks;
    }

    /** This model with other weights: one flat array for each network, keyed like {@link #networks}. */
    public RecurrentModel withParameters(Map<String, float[]> parameters, Provenance newProvenance) {
        Map<String, Network> networks = networks();
        networks.replaceAll((name, network) -> network.withParameters(parameters.get(name)));
        return new RecurrentModel(spec, networks, widening, newProvenance);
    }

    @Override
    public RecurrentModel withSeriesHolidays(SeriesHolidays others) {
        if (spec.seriesHolidays().hasNoCalendar() || others.hasNoCalendar()) {
            throw new IllegalArgumentException("holidays of series: expected calendars before and after, but got "
                    + spec.seriesHolidays().calendars().size() + " and "
                    + others.calendars().size());
        }
        return new RecurrentModel(spec.withSeriesHolidays(others), networks(), widening, provenance);
    }

    /**
     * This model with a head that always adds the same offsets to the baseline: the start of training.
     *
     * @param offsets in scales, (lead, target, quantile)
     */
    public RecurrentModel adding(float[] offsets) {
        Map<String, float[]> parameters = parameters();
        for (String last : QuantileHead.LAST_LAYERS) {
            Arrays.fill(parameters.get(HEAD + last), 0);
        }
        // The biases of a dense layer follow its kernel.
        float[] readout = parameters.get(HEAD + QuantileHead.READOUT);
        System.arraycopy(offsets, 0, readout, readout.length - offsets.length, offsets.length);
        return withParameters(parameters, provenance);
    }

    /**
     * This model with a head whose correction is multiplied by a share.
     *
     * @param shares by target, 1 for all
     * @param offsets offsets that replace the share removed, in scales, (lead, target, quantile)
     */
    public RecurrentModel shrunk(float[] shares, float[] offsets) {
        Map<String, float[]> parameters = parameters();
        int quantiles = spec.quantiles().size();
        for (String last : QuantileHead.LAST_LAYERS) {
            // Columns of kernels and biases alike end with (target, quantile).
            float[] weights = parameters.get(HEAD + last);
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= shares[i / quantiles % shares.length];
            }
        }
        float[] readout = parameters.get(HEAD + QuantileHead.READOUT);
        for (int i = 0; i < offsets.length; i++) {
            readout[readout.length - offsets.length + i] += (1 - shares[i / quantiles % shares.length]) * offsets[i];
        }
        return withParameters(parameters, provenance);
    }

    /**
     * Whether the median of a target is its baseline, whatever the state: the head adds nothing to it.
     *
     * @param target its position among the targets
     */
    public boolean isBaseline(int target) {
        Map<String, float[]> parameters = parameters();
        int quantiles = spec.quantiles().size();
        int targets = spec.columns().targets().size();
        int median = spec.shape().median();
        int biases = spec.horizon() * targets * quantiles;
        for (String last : QuantileHead.LAST_LAYERS) {
            float[] weights = parameters.get(HEAD + last);
            for (int i = 0; i < weights.length; i++) {
                boolean bias = last.equals(QuantileHead.READOUT) && i >= weights.length - biases;
                boolean counts = i / quantiles % targets == target && (!bias || i % quantiles == median);
                if (counts && weights[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** This model with another widening. */
    public RecurrentModel withWidening(Widening newWidening) {
        return new RecurrentModel(spec, trunk, head, newWidening, provenance, null);
    }

    /** This model with another provenance. */
    public RecurrentModel withProvenance(Provenance newProvenance) {
        return new RecurrentModel(spec, trunk, head, widening, newProvenance, null);
    }

    /** The weights of all networks, one flat array each, keyed like {@link #networks}. */
    private Map<String, float[]> parameters() {
        Map<String, float[]> parameters = new LinkedHashMap<>();
        networks().forEach((name, network) -> parameters.put(name, network.parameters()));
        return parameters;
    }

    @Override
    public List<List<BaselineParts>> baselineParts(SlidingWindow window, int origin, StaticFeatures statics) {
        return new BaselineExplainer(spec).explain(window, origin, statics);
    }

    @Override
    public Forecaster forecaster(int rows) {
        return new RecurrentForecaster(this, rows);
    }
}

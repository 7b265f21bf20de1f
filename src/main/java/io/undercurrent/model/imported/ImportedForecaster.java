package io.undercurrent.model.imported;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.imported.ImportedSpec.Output;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.matrix.Backends;
import io.undercurrent.nn.step.Stepper;
import io.undercurrent.series.QuantileOrder;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Runs an imported network: step by step, or over the window of each origin.
 *
 * <p>A missing input takes the last earlier value in the window, or, without one, the mean that the scaling subtracts.
 * An encoded origin holds mean and deviation of each target, to scale the output back, and the window if the network
 * reads windows.
 */
final class ImportedForecaster implements Forecaster {

    private static final float[] NO_STATE = {};

    private final ImportedSpec spec;
    private final int rows;
    private final int targets;
    private final int stateSize;
    /** The columns of the window that are inputs. */
    private final int[] inputColumns;

    /** Position of each target among the inputs, or −1. */
    private final int[] targetInputs;

    /** The layers up to the topmost state, or the whole network if it reads windows. */
    private final Stepper trunk;
    /** The layers above the topmost state; null if there are none, or if the network reads windows. */
    private final Stepper head;

    private final int hiddenOffset;
    private final int hiddenSize;
    private final int windowSize;
    private final int timesteps;
    private final float[] hidden;
    private final float[] windows;
    private final float[] states;
    private final float[] outputs;
    private final float[] sorted;
    /** Quantiles of a normal distribution with mean 0 and deviation 1. */
    private final double[] spreads;

    ImportedForecaster(ImportedModel model, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: expected at least 1, but got " + rows);
        }
        this.spec = model.spec();
        this.rows = rows;
        this.targets = spec.columns().targets().size();
        this.stateSize = model.stateSize();
        List<String> names = spec.columns().names();
        inputColumns = spec.inputs().stream().mapToInt(names::indexOf).toArray();
        targetInputs = spec.columns().targets().stream()
                .mapToInt(spec.inputs()::indexOf)
                .toArray();
        List<Layer> layers = model.network().layers();
        int top = topmostState(layers);
        timesteps = model.network().inputShape().sequence() ? spec.window() : 1;
        windowSize = spec.stateful() ? 0 : spec.window() * inputColumns.length;
        if (spec.stateful()) {
            trunk = new Stepper(Network.of(Shape.sequence(inputColumns.length), allHidden(layers.subList(0, top + 1))));
            hiddenSize = layers.get(top).units();
            // The topmost state is the last, and in an LSTM h comes before c.
            hiddenOffset = stateSize - layers.get(top).stateSize();
            List<Layer> above = layers.subList(top + 1, layers.size());
            head = above.isEmpty() ? null : new Stepper(Network.of(Shape.vector(hiddenSize), above));
        } else {
            trunk = new Stepper(model.network());
            hiddenSize = 0;
            hiddenOffset = 0;
            head = null;
        }
        hidden = new float[rows * hiddenSize];
        windows = new float[rows * windowSize];
        states = new float[spec.stateful() ? 0 : rows * model.network().stateSize()];
        outputs = new float[rows * spec.outputs()];
        sorted = new float[spec.quantiles().size()];
        NormalDistribution normal = new NormalDistribution();
        spreads = spec.quantiles().stream()
                .mapToDouble(normal::inverseCumulativeProbability)
                .toArray();
    }

    private static int topmostState(List<Layer> layers) {
        int top = layers.size() - 1;
        while (top > 0 && layers.get(top).stateSize() == 0) {
            top--;
        }
        return top;
    }

    private static List<Layer> allHidden(List<Layer> layers) {
        List<Layer> all = new ArrayList<>(layers);
        all.replaceAll(
                layer -> layer instanceof RecurrentLayer recurrent ? recurrent.withReturnSequences(true) : layer);
        return all;
    }

    @Override
    public String backend() {
        return Backends.current().description();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int window() {
        return spec.window();
    }

    @Override
    public int horizon() {
        return spec.horizon();
    }

    @Override
    public int inputSize() {
        return spec.stateful() ? inputColumns.length : 0;
    }

    @Override
    public EncodedOrigins origins(int count) {
        return new EncodedOrigins(targets, spec.horizon(), 2 * targets + windowSize, count);
    }

    @Override
    public void encodeDay(SlidingWindow window, int day, float[] inputs, int offset) {
        for (int input = 0; input < inputSize(); input++) {
            inputs[offset + input] = scaled(window, input, day, day);
        }
    }

    /** The value of an input on a day of the window that ends with {@code end}, or its replacement if missing. */
    private float scaled(SlidingWindow window, int input, int day, int end) {
        int column = inputColumns[input];
        double value = lastValue(window, column, end - spec.window() + 1, day);
        if (Double.isNaN(value)) {
            return 0;
        }
        InputScale scale = InputScale.of(spec, input, column, window, end);
        return (float) ((value - scale.mean()) / scale.deviation());
    }

    private static double lastValue(SlidingWindow window, int column, int from, int day) {
        double value = window.value(day, column);
        for (int before = day - 1; Double.isNaN(value) && before >= from; before--) {
            value = window.value(before, column);
        }
        return value;
    }

    @Override
    public void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row) {
        int from = origin - spec.window() + 1;
        float[] values = origins.values();
        int features = origins.featuresOffset(row);
        for (int target = 0; target < targets; target++) {
            double last = lastValue(window, target, from, origin);
            int age = window.age(target, from, origin);
            int input = targetInputs[target];
            InputScale scale = input < 0 ? new InputScale(0, 1) : InputScale.of(spec, input, target, window, origin);
            float change = (float) usualChange(window, target, from, origin, last);
            origins.setTarget(row, target, change, scale.reference(), age);
            double reference = origins.reference(row, target);
            for (int lead = 1; lead <= spec.horizon(); lead++) {
                origins.setBaseline(row, target, lead, (float) (last - reference));
            }
            values[features + 2 * target] = (float) (scale.mean() - reference);
            values[features + 2 * target + 1] = (float) scale.deviation();
        }
        int at = features + 2 * targets;
        for (int day = from; windowSize > 0 && day <= origin; day++) {
            for (int input = 0; input < inputColumns.length; input++) {
                values[at++] = scaled(window, input, day, origin);
            }
        }
    }

    /**
     * The root mean squared change from one day to the next: the error of the last value as forecast of the next day. Of a series without
     * two such days, that over the shortest gap, whose square grows with the days of it. A thousandth of the level for series that do not
     * change.
     */
    private static double usualChange(SlidingWindow window, int column, int from, int to, double last) {
        int gap = shortestGap(window, column, from, to);
        double squares = 0;
        int count = 0;
        for (int day = from + gap; day <= to; day++) {
            double change = window.value(day, column) - window.value(day - gap, column);
            if (!Double.isNaN(change)) {
                squares += change * change;
                count++;
            }
        }
        return squares > 0 ? Math.sqrt(squares / count / gap) : last == 0 ? 1 : Math.abs(last) / 1000;
    }

    /** Days from a value to the next, where they are fewest; 1 if there are no two. */
    private static int shortestGap(SlidingWindow window, int column, int from, int to) {
        int shortest = to - from + 1;
        int before = to + 1;
        for (int day = from; day <= to && shortest > 1; day++) {
            if (!Double.isNaN(window.value(day, column))) {
                shortest = day > before ? Math.min(shortest, day - before) : shortest;
                before = day;
            }
        }
        return shortest == to - from + 1 ? 1 : shortest;
    }

    @Override
    public void step(int count, float[] inputs, float[] carried) {
        if (spec.stateful()) {
            trunk.advance(count, inputs, carried);
        }
    }

    @Override
    public void forecast(int count, float[] carried, EncodedOrigins origins, int first, float[] values) {
        float[] results = spec.stateful() ? readOff(count, carried) : readWindows(count, origins, first);
        for (int row = 0; row < count; row++) {
            decode(
                    results,
                    row * spec.outputs(),
                    origins,
                    first + row,
                    values,
                    row * spec.shape().size());
        }
    }

    private float[] readOff(int count, float[] carried) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(carried, row * stateSize + hiddenOffset, hidden, row * hiddenSize, hiddenSize);
        }
        if (head == null) {
            return hidden;
        }
        head.step(count, hidden, NO_STATE, outputs);
        return outputs;
    }

    private float[] readWindows(int count, EncodedOrigins origins, int first) {
        for (int row = 0; row < count; row++) {
            int from = origins.featuresOffset(first + row) + 2 * targets;
            System.arraycopy(origins.values(), from, windows, row * windowSize, windowSize);
        }
        Arrays.fill(states, 0);
        trunk.run(count, timesteps, windows, states, outputs);
        return outputs;
    }

    /** From (lead, target) or (lead, target, quantile) to (target, quantile, lead), and back to the units of the series. */
    private void decode(
            float[] results, int offset, EncodedOrigins origins, int row, float[] values, int valuesOffset) {
        int quantiles = sorted.length;
        int horizon = spec.horizon();
        int width = spec.gives() == Output.POINT ? 1 : quantiles;
        for (int target = 0; target < targets; target++) {
            int scales = origins.featuresOffset(row) + 2 * target;
            double mean = origins.values()[scales];
            double deviation = origins.values()[scales + 1];
            double error = origins.scale(row, target);
            boolean known = origins.age(row, target) > 0;
            for (int lead = 0; lead < horizon; lead++) {
                int from = offset + (lead * targets + target) * width;
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    double value = mean + deviation * results[from + (width == 1 ? 0 : quantile)];
                    // The error of a random walk grows with the square root of the days ahead.
                    sorted[quantile] =
                            (float) (width == 1 ? value + spreads[quantile] * error * Math.sqrt(lead + 1.0) : value);
                }
                QuantileOrder.sort(sorted);
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    values[valuesOffset + (target * quantiles + quantile) * horizon + lead] =
                            known ? sorted[quantile] : Float.NaN;
                }
            }
        }
    }

    @Override
    public void close() {
        trunk.close();
        if (head != null) {
            head.close();
        }
    }
}

package io.undercurrent.model.imported;

import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.Objects;

/**
 * Inputs and outputs of an imported network.
 *
 * @param columns what the readings carry
 * @param inputs the columns that are inputs of the network, in its order
 * @param scaling scaling of inputs, and of outputs that are inputs too
 * @param means mean of each input, subtracted by {@link Scaling#FIXED}; empty with another scaling
 * @param deviations deviation of each input, the divisor of {@link Scaling#FIXED}; empty with another scaling
 * @param window days that the network reads; for a stateful network, days from which missing inputs are filled
 * @param horizon days of a forecast
 * @param quantiles of the forecasts, 0.5 among them
 * @param gives the output for each day ahead and target, in the order (lead, target), or (lead, target, quantile)
 * @param stateful whether the network steps once a day and its state is carried, or reads the whole window each day
 */
public record ImportedSpec(
        Columns columns,
        List<String> inputs,
        Scaling scaling,
        List<Double> means,
        List<Double> deviations,
        int window,
        int horizon,
        List<Double> quantiles,
        Output gives,
        boolean stateful) {

    /** The scaling of a value before the network reads it. */
    public enum Scaling {
        /** Nothing. */
        NONE,
        /** (x − mean) / deviation, both of the training data. */
        FIXED,
        /** (x − mean) / deviation, both of the window. */
        WINDOW
    }

    /** The output of a network for a day ahead. */
    public enum Output {
        /** One value, which becomes the median. */
        POINT,
        /** All quantiles. */
        QUANTILES
    }

    public ImportedSpec {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(gives, "gives");
        inputs = List.copyOf(inputs);
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        quantiles = List.copyOf(quantiles);
        new ForecastShape(columns.targets(), quantiles, horizon).median();
        if (window < 1) {
            throw new IllegalArgumentException("window: expected at least 1 day, but got " + window);
        }
        if (inputs.isEmpty() || !columns.names().containsAll(inputs)) {
            throw new IllegalArgumentException(
                    "inputs: expected columns among " + columns.names() + ", but got " + inputs);
        }
        int expected = scaling == Scaling.FIXED ? inputs.size() : 0;
        if (means.size() != expected || deviations.size() != expected) {
            throw new IllegalArgumentException("scaling: expected " + expected + " means and deviations, but got "
                    + means.size() + " and " + deviations.size());
        }
        if (!means.stream().allMatch(Double::isFinite)
                || !deviations.stream().allMatch(deviation -> deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException(
                    "scaling: expected finite means and deviations above 0, but got " + means + " and " + deviations);
        }
        if (stateful && scaling == Scaling.WINDOW) {
            throw new IllegalArgumentException(
                    "scaling: expected none or fixed for a network whose state is carried, but got"
                            + " window, by which each day would be scaled otherwise than the day before");
        }
    }

    /** Number of output values. */
    int outputs() {
        return Math.multiplyExact(
                Math.multiplyExact(horizon, columns.targets().size()), gives == Output.POINT ? 1 : quantiles.size());
    }

    /** The shape of the forecasts. */
    public ForecastShape shape() {
        return new ForecastShape(columns.targets(), quantiles, horizon);
    }
}

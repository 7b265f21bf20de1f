package io.undercurrent.model.imported;

import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.Objects;

/**
 * What a network from elsewhere eats and gives.
 *
 * @param columns what the readings carry
 * @param inputs the columns that the network eats, in its order
 * @param scaling of inputs, and of outputs that are an input too
 * @param means what {@link Scaling#FIXED} takes off each input; empty with another scaling
 * @param deviations what {@link Scaling#FIXED} divides each input by then; empty with another scaling
 * @param window days that the network sees, or that a gap is filled from where its state is carried
 * @param horizon days of a forecast
 * @param quantiles of the forecasts, 0.5 among them
 * @param gives what comes out for each day ahead and target, in the order (lead, target), or (lead, target, quantile)
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

    /** What becomes of a value before the network sees it. */
    public enum Scaling {
        /** Nothing. */
        NONE,
        /** Less a mean, divided by a deviation, both of the training data. */
        FIXED,
        /** Less the mean of the window, divided by its deviation. */
        WINDOW
    }

    /** What a network gives for a day ahead. */
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

    /** Values that the network gives. */
    int outputs() {
        return Math.multiplyExact(
                Math.multiplyExact(horizon, columns.targets().size()), gives == Output.POINT ? 1 : quantiles.size());
    }

    /** What the forecasts consist of. */
    public ForecastShape shape() {
        return new ForecastShape(columns.targets(), quantiles, horizon);
    }
}

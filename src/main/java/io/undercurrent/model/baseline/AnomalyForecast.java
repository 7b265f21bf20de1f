package io.undercurrent.model.baseline;

import java.util.Arrays;
import java.util.List;

/**
 * Forecasts anomalies: a vector autoregression of the anomalies of all targets on those of the last seven days, fitted
 * to the window by the Yule–Walker equations (Lütkepohl 2005, chapter 3) with slight shrinkage towards zero, and run
 * ahead. One target can so help to forecast another, such as the minimum of a night the maximum of the next day.
 *
 * <p>A missing value is replaced by the autoregression's expectation of it.
 */
final class AnomalyForecast {

    private static final int LAGS = 7;

    /** Shrinkage: share by which the variances are raised. */
    private static final double PULL = 0.01;

    /** Days before the origin from which the autoregression is run, so that gaps are filled. */
    private static final int RUN_UP = 21;

    private final int targets;
    private final int size;
    private final int horizon;
    /** (LAGS + 1, targets, targets): mean of a_i(t)·a_j(t − lag), anomalies in their scales. */
    private final double[] covariances;

    private final double[] lagged = new double[LAGS + 1];
    private final double[] matrix;
    private final double[] column;
    private final float[] inverseScales;
    private final double[] state;
    private final double[] next;
    private final float[][] anomalies;
    private final float[] forecasts;

    /** The departures of a window's days from their expected values; implementations differ in how they expect. */
    interface Departures {

        /** Whether the window holds enough days for expected values. */
        boolean isKnown();

        /** Mean absolute departure; NaN if unknown. */
        float scale();

        /** Each day's value minus its expected value, the newest last; 0 for days without a value. */
        float[] anomalies();

        /** Whether there was a value {@code daysAgo} days before the newest. */
        boolean hasValue(int daysAgo);
    }

    AnomalyForecast(int targets, int horizon) {
        this.targets = targets;
        this.horizon = horizon;
        size = LAGS * targets;
        covariances = new double[(LAGS + 1) * targets * targets];
        matrix = new double[size * size];
        column = new double[size];
        inverseScales = new float[targets];
        state = new double[size];
        next = new double[targets];
        anomalies = new float[targets][];
        forecasts = new float[targets * (horizon + 1)];
    }

    /**
     * Fits to the departures of a window. Unknown targets are left out.
     *
     * @return (targets, lags, targets): coefficients of the anomalies in their scales
     */
    double[] fit(List<? extends Departures> departures) {
        scale(departures);
        covary(departures);
        return fit();
    }

    /**
     * Runs ahead from the newest day.
     *
     * @param weights the result of {@link #fit}
     * @param departures of the last three weeks at least
     */
    void compute(double[] weights, List<? extends Departures> departures) {
        scale(departures);
        run(weights, departures);
    }

    private void scale(List<? extends Departures> departures) {
        for (int target = 0; target < targets; target++) {
            Departures departure = departures.get(target);
            inverseScales[target] = departure.isKnown() && departure.scale() > 0 ? 1 / departure.scale() : 0;
        }
    }

    private void covary(List<? extends Departures> departures) {
        for (int i = 0; i < targets; i++) {
            float[] a = departures.get(i).anomalies();
            for (int j = 0; j < targets; j++) {
                double product = productOfInverseScales(i, j);
                if (product == 0) {
                    Arrays.fill(lagged, 0);
                } else {
                    Moments.lagged(a, departures.get(j).anomalies(), 0, LAGS + 1, lagged);
                }
                for (int lag = 0; lag <= LAGS; lag++) {
                    covariances[(lag * targets + i) * targets + j] = product * lagged[lag] / a.length;
                }
            }
        }
    }

    /** Rounded to a float, unless that would lose most digits or give 0, as with scales of 1e20. */
    private double productOfInverseScales(int i, int j) {
        float product = inverseScales[i] * inverseScales[j];
        return product < Float.MIN_NORMAL ? (double) inverseScales[i] * inverseScales[j] : product;
    }

    /**
     * Fits the coefficients. Position (lag, target) of the state holds the target's anomaly {@code lag + 1} days before
     * the next day.
     */
    private double[] fit() {
        double[] weights = new double[targets * size];
        for (int row = 0; row < size; row++) {
            for (int at = 0; at < size; at++) {
                matrix[row * size + at] = covariance(at / targets - row / targets, row % targets, at % targets);
            }
            matrix[row * size + row] += PULL * matrix[row * size + row] + 1e-6;
        }
        PositiveDefinite.factorise(matrix, size);
        for (int target = 0; target < targets; target++) {
            for (int at = 0; at < size; at++) {
                column[at] = covariance(at / targets + 1, target, at % targets);
            }
            PositiveDefinite.solve(matrix, size, column);
            System.arraycopy(column, 0, weights, target * size, size);
        }
        return weights;
    }

    /** Mean of a_i(t)·a_j(t − lag); a negative lag swaps them. */
    private double covariance(int lag, int i, int j) {
        return lag >= 0
                ? covariances[(lag * targets + i) * targets + j]
                : covariances[(-lag * targets + j) * targets + i];
    }

    private void run(double[] weights, List<? extends Departures> departures) {
        Arrays.fill(state, 0);
        for (int target = 0; target < targets; target++) {
            anomalies[target] =
                    inverseScales[target] > 0 ? departures.get(target).anomalies() : null;
        }
        for (int daysAgo = RUN_UP - 1; daysAgo >= 0; daysAgo--) {
            expect(weights);
            for (int target = 0; target < targets; target++) {
                Departures departure = departures.get(target);
                float[] known = anomalies[target];
                if (known != null && departure.hasValue(daysAgo)) {
                    next[target] = inverseScales[target] * known[known.length - 1 - daysAgo];
                }
            }
            shift();
        }
        for (int lead = 1; lead <= horizon; lead++) {
            expect(weights);
            for (int target = 0; target < targets; target++) {
                forecasts[target * (horizon + 1) + lead] =
                        inverseScales[target] == 0 ? 0 : (float) (next[target] / inverseScales[target]);
            }
            shift();
        }
    }

    private void expect(double[] weights) {
        for (int target = 0; target < targets; target++) {
            double sum = 0;
            for (int at = 0; at < size; at++) {
                sum += weights[target * size + at] * state[at];
            }
            next[target] = sum;
        }
    }

    private void shift() {
        System.arraycopy(state, 0, state, targets, size - targets);
        System.arraycopy(next, 0, state, 0, targets);
    }

    /** The expected anomaly of a target {@code lead} days after the origin; 0 if unknown. */
    float at(int target, int lead) {
        return forecasts[target * (horizon + 1) + lead];
    }
}

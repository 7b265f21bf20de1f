package io.undercurrent.evaluation.metric;

import java.util.Arrays;
import java.util.List;

/** Adds up a method's errors origin by origin, over all series and lead times. */
public final class OriginErrors {

    private final List<Double> quantiles;
    private final double[] absolute;
    private final double[] pinball;
    private final long[] count;
    private final long[] quantileCount;

    /**
     * @param quantiles probabilities, ascending
     * @param origins number of origins
     */
    public OriginErrors(List<Double> quantiles, int origins) {
        this.quantiles = List.copyOf(quantiles);
        absolute = new double[origins];
        pinball = new double[origins];
        count = new long[origins];
        quantileCount = new long[origins];
    }

    /** Adds one actual value with the point forecast made for it. */
    public void addPoint(int origin, double actual, double forecast) {
        absolute[origin] += Math.abs(actual - forecast);
        count[origin]++;
    }

    /** Adds the quantiles forecast for an actual value. */
    public void addQuantiles(int origin, double actual, double[] forecasts) {
        pinball[origin] += ErrorTally.pinball(quantiles, actual, forecasts);
        quantileCount[origin] += quantiles.size();
    }

    /** Mean absolute error by origin; NaN where nothing was added. */
    public double[] mae() {
        return means(absolute, count);
    }

    /** Mean pinball loss by origin; NaN where nothing was added. */
    public double[] pinball() {
        return means(pinball, quantileCount);
    }

    private static double[] means(double[] sums, long[] counts) {
        double[] means = new double[sums.length];
        Arrays.setAll(means, origin -> sums[origin] / counts[origin]);
        return means;
    }
}

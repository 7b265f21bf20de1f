package io.undercurrent.evaluation.metric;

import io.undercurrent.series.CentralInterval;
import java.util.List;

/**
 * Adds up how far forecasts were from what happened, lead time by lead time, so that forecasts can be judged as they come
 * and need not be kept. An actual value that is missing is left out by not being added.
 */
public final class ErrorTally {

    private final List<Double> quantiles;
    private final List<CentralInterval> intervals;
    private final long[] count;
    private final double[] absolute;
    private final double[] squared;
    private double symmetric;
    /** Σ |y| over the actual values that were met by quantiles. */
    private double size;

    private long zeros;
    /** Actual values that were met by quantiles too, not by a point forecast alone. */
    private long quantileCount;

    private double pinball;
    private final long[] notAbove;
    private final long[][] inside;

    /**
     * @param quantiles probabilities, ascending; empty if there are point forecasts alone
     * @param horizon number of lead times
     */
    public ErrorTally(List<Double> quantiles, int horizon) {
        this.quantiles = List.copyOf(quantiles);
        this.intervals = CentralInterval.of(quantiles);
        count = new long[horizon];
        absolute = new double[horizon];
        squared = new double[horizon];
        notAbove = new long[quantiles.size()];
        inside = new long[intervals.size()][horizon];
    }

    /**
     * Adds one actual value with the point forecasts made for it.
     *
     * @param lead 0 for the day after the origin
     * @param forecast the guess that all measures of distance judge
     * @param mean the guess that the measures of squared distance judge
     */
    public void addPoint(int lead, double actual, double forecast, double mean) {
        double error = Math.abs(actual - forecast);
        count[lead]++;
        absolute[lead] += error;
        squared[lead] += (actual - mean) * (actual - mean);
        zeros += actual == 0 ? 1 : 0;
        // 0 for 0 is a forecast without error, though its relative error is undefined.
        symmetric += error == 0 ? 0 : 200 * error / (Math.abs(actual) + Math.abs(forecast));
    }

    /**
     * Adds the quantiles forecast for an actual value, besides its point forecast.
     *
     * @param forecasts one value a quantile
     */
    public void addQuantiles(int lead, double actual, double[] forecasts) {
        quantileCount++;
        size += Math.abs(actual);
        pinball += pinball(quantiles, actual, forecasts);
        for (int i = 0; i < forecasts.length; i++) {
            notAbove[i] += actual <= forecasts[i] ? 1 : 0;
        }
        for (int i = 0; i < inside.length; i++) {
            CentralInterval interval = intervals.get(i);
            boolean holds = forecasts[interval.lower()] <= actual && actual <= forecasts[interval.upper()];
            inside[i][lead] += holds ? 1 : 0;
        }
    }

    /** Sum of the pinball losses of all quantiles. */
    static double pinball(List<Double> quantiles, double actual, double[] forecasts) {
        double sum = 0;
        for (int i = 0; i < forecasts.length; i++) {
            double difference = actual - forecasts[i];
            sum += Math.max(quantiles.get(i) * difference, (quantiles.get(i) - 1) * difference);
        }
        return sum;
    }

    /** Adds all that {@code other}, of the same quantiles and horizon, has added up. */
    void addAll(ErrorTally other) {
        add(count, other.count);
        add(notAbove, other.notAbove);
        for (int i = 0; i < inside.length; i++) {
            add(inside[i], other.inside[i]);
        }
        for (int lead = 0; lead < count.length; lead++) {
            absolute[lead] += other.absolute[lead];
            squared[lead] += other.squared[lead];
        }
        symmetric += other.symmetric;
        size += other.size;
        zeros += other.zeros;
        quantileCount += other.quantileCount;
        pinball += other.pinball;
    }

    private static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    int horizon() {
        return count.length;
    }

    List<Double> quantiles() {
        return quantiles;
    }

    List<CentralInterval> intervals() {
        return intervals;
    }

    /** Number of actual values met. */
    public long count() {
        return sum(count);
    }

    /** Whether quantiles were added for every actual value. */
    boolean hasQuantiles() {
        return !quantiles.isEmpty() && quantileCount == count();
    }

    /** Mean absolute error over all lead times; NaN where nothing was added, as all means here. */
    double meanAbsolute() {
        return sum(absolute) / count();
    }

    double meanSquared() {
        return sum(squared) / count();
    }

    /** Mean of 200·|e| / (|y| + |f|), in percent. */
    double meanSymmetric() {
        return symmetric / count();
    }

    double meanAbsolute(int lead) {
        return absolute[lead] / count[lead];
    }

    double meanSquared(int lead) {
        return squared[lead] / count[lead];
    }

    double meanPinball() {
        return pinball / (quantileCount * quantiles.size());
    }

    /** Twice the pinball loss, summed over all values, over the sum of their sizes; NaN where that is 0. */
    double weightedQuantileLoss() {
        return size > 0 ? 2 * pinball / (quantiles.size() * size) : Double.NaN;
    }

    /** Share of the actual values that are 0. */
    double shareOfZeros() {
        return (double) zeros / count();
    }

    double shareNotAbove(int quantile) {
        return (double) notAbove[quantile] / quantileCount;
    }

    double shareInside(int interval) {
        return (double) sum(inside[interval]) / quantileCount;
    }

    double shareInside(int interval, int lead) {
        return (double) inside[interval][lead] / count[lead];
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

package io.undercurrent.calibration.interval;

import io.undercurrent.series.ForecastShape;
import java.util.List;

/**
 * Distances and units of correction for the quantiles of a forecast: how far each lies from the centre before
 * correction, and the unit of its correction, both in the target's unit. Quantiles of the baseline are those of normal
 * errors with the scale of the series.
 */
public final class IntervalUnits {

    /** Share of the series' scale that is part of every unit, so that a quantile equal to the median can move too. */
    private static final float SHARE_OF_SCALE = 0.05f;

    /** Expected absolute difference of two values with independent normal errors of variance 1. */
    private static final double NORMAL_DIFFERENCE = 2 / Math.sqrt(Math.PI);

    /** By quantile: -1 for those below 0.5, 1 for the others. */
    private final int[] sides;
    /** By quantile: distance from the centre for normal errors, in units of the series' scale. */
    private final float[] normalDistances;

    public IntervalUnits(ForecastShape shape) {
        List<Double> quantiles = shape.quantiles();
        sides = new int[quantiles.size()];
        normalDistances = new float[sides.length];
        for (int i = 0; i < sides.length; i++) {
            double probability = quantiles.get(i);
            sides[i] = probability < 0.5 ? -1 : 1;
            normalDistances[i] = (float) (normalDistance(Math.min(probability, 1 - probability)) / NORMAL_DIFFERENCE);
        }
    }

    /** 1 if away from the centre is up, -1 if it is down. */
    public int side(int quantile) {
        return sides[quantile];
    }

    /** Distance of a model quantile from the centre, positive outwards. */
    public float modelDistance(int quantile, float value, float centre) {
        return Math.max(0, sides[quantile] * (value - centre));
    }

    /** The unit of correction of a model quantile. */
    public static float modelUnit(float distance, float scale) {
        return Float.isNaN(scale) ? distance : distance + SHARE_OF_SCALE * scale;
    }

    /** Distance of a baseline quantile from the baseline, which is also its unit of correction. */
    public float baselineDistance(int quantile, float scale) {
        return Float.isNaN(scale) ? 0 : normalDistances[quantile] * scale;
    }

    /**
     * How many standard deviations beyond the mean a normal variable lies with probability {@code tail}, within 5e-4:
     * Abramowitz and Stegun (1964), 26.2.23.
     */
    private static double normalDistance(double tail) {
        double t = Math.sqrt(-2 * Math.log(tail));
        return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    }
}

package io.undercurrent.dashboard.outlook;

import io.undercurrent.calibration.interval.IntervalUnits;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.ForecastShape;
import java.util.Arrays;

/**
 * Corrects a forecast as another one from the same origin was corrected. What was learnt of a series is not needed for it: by how
 * much a quantile was moved shows in the issued forecast beside the network's own. Without a difference between the two forecasts
 * the result is the issued one.
 */
public final class SameCorrection {

    private final int quantiles;
    private final int centre;
    private final IntervalUnits units;

    public SameCorrection(ForecastShape shape) {
        quantiles = shape.quantiles().size();
        centre = shape.median();
        units = new IntervalUnits(shape);
    }

    /**
     * Corrects the quantiles of one target on one day.
     *
     * @param known the network's quantiles that were issued
     * @param other those to correct
     * @param issued what became of {@code known}
     * @param scale of the target up to the origin, as in {@link io.undercurrent.calibration.Outcome}; NaN if unknown
     * @param neverNegative whether the series was never below zero, so that its quantiles are not either
     */
    public double[] ofModel(double[] known, double[] other, double[] issued, float scale, boolean neverNegative) {
        double[] corrected = new double[quantiles];
        for (int i = 0; i < quantiles; i++) {
            int side = units.side(i);
            double before = Math.max(0, side * (known[i] - known[centre]));
            double now = Math.max(0, side * (other[i] - other[centre]));
            double unit = unit(before, scale);
            // Of a quantile that was cut off at zero it is not known how far it was moved.
            boolean cut = neverNegative && issued[i] == 0 && known[i] <= 0;
            double share = cut || unit == 0 ? 0 : (side * (issued[i] - issued[centre]) - before) / unit;
            double outwards = now - before + share * (unit(now, scale) - unit);
            // Nearer to the median than that, it would cross it.
            double least = -side * (issued[i] - issued[centre]);
            double shift = other[centre] - known[centre] + side * Math.max(Math.min(0, least), outwards);
            corrected[i] = moved(issued[i], shift, neverNegative);
        }
        Arrays.sort(corrected);
        return corrected;
    }

    /** The same where the baseline spoke: all its quantiles lie as far from it as before. */
    public double[] ofBaseline(double known, double other, double[] issued, boolean neverNegative) {
        double[] corrected = new double[quantiles];
        for (int i = 0; i < quantiles; i++) {
            corrected[i] = moved(issued[i], other - known, neverNegative);
        }
        return corrected;
    }

    private static double moved(double issued, double by, boolean neverNegative) {
        double value = Decimal.of(issued, (float) by);
        return neverNegative ? Math.max(0, value) : value;
    }

    private static double unit(double distance, float scale) {
        return IntervalUnits.modelUnit((float) distance, scale);
    }
}

package io.undercurrent.model.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the effect of targets with a climate baseline on a decomposed target, for example of temperature on ice cream
 * sales: least squares over the window, the departures of the target from its last four weeks on those of the others
 * from theirs, shrunk towards zero by the share that chance explains (James and Stein 1961, positive part). One thread's
 * working memory.
 */
final class ClimateFit {

    /** Days whose mean a departure is measured from. */
    private static final int RECENT_DAYS = 28;

    private static final int LEAST_RECENT_DAYS = 7;

    /** Fewest days with both values that a fit needs. */
    private static final int LEAST_DAYS = 100;

    /** Departures are limited to this many mean departures. */
    private static final float MOST_DEPARTING = 3;

    /** A coefficient counts as 0 if its square is less than this many of its variances. */
    private static final double DOUBT = 2;

    private final int span;
    private final float[] departures;
    /** (span): effect on each day, compared with the last four weeks'. */
    private final float[] effects;

    private final List<ClimateEffect.Driver> drivers = new ArrayList<>();
    private boolean relative;

    ClimateFit(int span) {
        this.span = span;
        departures = new float[span];
        effects = new float[span];
    }

    /** Clears all effects. New ones are logarithms of factors if {@code relative}, otherwise terms. */
    void clear(boolean relative) {
        this.relative = relative;
        drivers.clear();
        Arrays.fill(effects, 0);
    }

    /**
     * Adds the effect of a driver.
     *
     * @param driver the target
     * @param values (span) its values, NaN where unknown
     */
    void add(DecompositionFit parts, int driver, float[] values) {
        float recent = depart(values);
        double coefficient = fit(parts);
        if (coefficient == 0 || Float.isNaN(recent)) {
            return;
        }
        float last = recent;
        for (int i = 0; i < span; i++) {
            last = Float.isNaN(values[i]) ? last : values[i];
            effects[i] += (float) (coefficient * (last - recent));
        }
        drivers.add(new ClimateEffect.Driver(driver, coefficient, recent, last));
    }

    /** Computes the departure of each day from the four weeks before it. Returns the mean of the newest four weeks. */
    private float depart(float[] values) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < span; i++) {
            float value = values[i];
            departures[i] = count < LEAST_RECENT_DAYS ? Float.NaN : (float) (value - sum / count);
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
            float leaving = i < RECENT_DAYS ? Float.NaN : values[i - RECENT_DAYS];
            if (!Float.isNaN(leaving)) {
                sum -= leaving;
                count--;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    /** The change of the target for one unit of the driver, relative to the level if parts are factors. */
    private double fit(DecompositionFit parts) {
        float[] surprises = parts.anomalies();
        float most = MOST_DEPARTING * parts.scale();
        double moment = 0;
        double square = 0;
        double targetSquare = 0;
        int count = 0;
        for (int i = RECENT_DAYS; i < span; i++) {
            float x = departures[i];
            if (!Float.isNaN(x) && parts.hasValue(span - 1 - i)) {
                float y = Math.max(-most, Math.min(most, surprises[i]));
                moment += Moments.product(x, y);
                square += Moments.product(x, x);
                targetSquare += Moments.product(y, y);
                count++;
            }
        }
        if (count < LEAST_DAYS || !(square > 0) || moment == 0) {
            return 0;
        }
        double coefficient = moment / square;
        double variance = Math.max(0, targetSquare - coefficient * moment) / count / square;
        double kept = Math.max(0, 1 - DOUBT * variance / (coefficient * coefficient));
        double effect = kept * coefficient / (relative ? parts.level() : 1);
        return Double.isFinite(effect) ? effect : 0;
    }

    /** The drivers that have an effect. */
    List<ClimateEffect.Driver> drivers() {
        return List.copyOf(drivers);
    }

    /** {@code value} of the day at position {@code i} of the window without the effect. */
    float without(float value, int i) {
        return ClimateEffect.without(value, effects[i], relative);
    }
}

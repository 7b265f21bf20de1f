package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Observations;
import java.util.Arrays;

/**
 * Fits the yearly waves to the weekly means of a window: least squares, with the harmonics slightly shrunk towards zero.
 * One thread's working memory.
 */
final class ClimatologyFit implements AnomalyForecast.Departures {

    private static final int YEAR = 52 * WEEK;
    private static final int TERMS = Harmonics.TERMS;

    /** Fewest weeks with a value that a fit needs. */
    private static final int LEAST_WEEKS = 52;

    /** Weight of the shrinkage, in weeks. */
    private static final double PULL = 0.5;

    private final Harmonics harmonics;
    private final int ahead;
    private final int years;
    private final float[] values;
    /** Values minus the usual values; 0 for days without a value. */
    private final float[] anomalies;

    private final double[] normal = new double[TERMS * TERMS];
    private final double[] coefficients = new double[TERMS];
    private boolean known;
    private float scale;

    /**
     * @param harmonics over the days that are fitted to, and ahead
     * @param ahead days after them that are asked for
     */
    ClimatologyFit(Harmonics harmonics, int ahead) {
        this.harmonics = harmonics;
        this.ahead = ahead;
        years = harmonics.past() / YEAR;
        values = new float[harmonics.past()];
        anomalies = new float[harmonics.past()];
    }

    /**
     * The result.
     *
     * @param known whether the window held enough of a year
     * @param coefficients of the harmonics, from the last day fitted to
     * @param scale mean absolute departure of the values from the usual values; NaN if unknown
     * @param sameDay (ahead + 1): mean of that day in earlier years, NaN if no year has one
     */
    record Seasons(boolean known, double[] coefficients, float scale, float[] sameDay) {}

    /** Fits to the observations. Means and fits are relative to their reference, like the values. */
    Seasons compute(Observations observations) {
        System.arraycopy(observations.values(), 0, values, 0, values.length);
        int weeks = accumulate();
        known = weeks >= LEAST_WEEKS;
        if (known) {
            solve();
            computeAnomalies();
            // The difference of the largest floats of both signs is not a float.
            known = Float.isFinite(scale);
        }
        if (!known) {
            Arrays.fill(anomalies, 0);
            scale = Float.NaN;
        }
        float[] sameDay = new float[ahead + 1];
        for (int day = 1; day <= ahead; day++) {
            sameDay[day] = meanOfEarlierYears(day);
        }
        return new Seasons(known, coefficients.clone(), scale, sameDay);
    }

    /** Sets up the normal equations; returns the number of weeks with a value. */
    private int accumulate() {
        Arrays.fill(normal, 0);
        Arrays.fill(coefficients, 0);
        int weeks = 0;
        for (int week = 0; week < values.length / WEEK; week++) {
            double sum = 0;
            int present = 0;
            int last = values.length - 1 - WEEK * week;
            for (int at = last; at > last - WEEK; at--) {
                if (!Float.isNaN(values[at])) {
                    sum += values[at];
                    present++;
                }
            }
            if (present == WEEK) {
                harmonics.addProducts(week, normal);
            } else if (present > 0) {
                harmonics.addProducts(week, (double) present / WEEK, normal);
            }
            if (present > 0) {
                weeks++;
                addMean(harmonics.middle(week), (double) present / WEEK, sum / present);
            }
        }
        for (int term = 1; term < TERMS; term++) {
            normal[term * TERMS + term] += PULL;
        }
        return weeks;
    }

    private void addMean(int middle, double weight, double mean) {
        for (int row = 0; row < TERMS; row++) {
            coefficients[row] += weight * harmonics.term(row)[middle] * mean;
        }
    }

    private void solve() {
        PositiveDefinite.factorise(normal, TERMS);
        PositiveDefinite.solve(normal, TERMS, coefficients);
    }

    private float meanOfEarlierYears(int day) {
        double sum = 0;
        int count = 0;
        for (int year = 1; year <= years; year++) {
            int at = values.length - 1 + day - year * YEAR;
            // Days after those fitted to are future; days before the array are no longer in the window.
            if (at >= 0 && at < values.length && !Float.isNaN(values[at])) {
                sum += values[at];
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    private void computeAnomalies() {
        System.arraycopy(values, 0, anomalies, 0, values.length);
        harmonics.subtract(coefficients, 0, anomalies, anomalies.length);
        float[] season = harmonics.term(Harmonics.SEASON);
        double sum = 0;
        double seasonal = 0;
        int count = 0;
        for (int i = 0; i < anomalies.length; i++) {
            float anomaly = anomalies[i];
            if (Float.isNaN(anomaly)) {
                anomalies[i] = 0;
                continue;
            }
            count++;
            sum += Math.abs(anomaly);
            seasonal += Math.abs(anomaly) * season[i];
        }
        double mean = sum / count;
        scale = (float) Math.max(0.5 * mean, Math.min(2 * mean, mean + 2 * seasonal / count));
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public float scale() {
        return scale;
    }

    @Override
    public float[] anomalies() {
        return anomalies;
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return !Float.isNaN(values[values.length - 1 - daysAgo]);
    }

    /** (past): the values fitted to, the newest last; NaN where there is none. */
    float[] values() {
        return values;
    }
}

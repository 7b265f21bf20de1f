package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Observations;
import java.util.Arrays;

/**
 * The usual value for each day of the year, for windows of more than a year: three harmonics of the year fitted to the
 * weekly means of the window, the mean of the same day in earlier years, and the departures of single days from the
 * usual value.
 *
 * <p>The fit is least squares, with the harmonics slightly shrunk towards zero. For single days a year counts as 52
 * weeks, so that the same weekdays are compared.
 */
public final class Climatology implements Departures {

    private static final int YEAR = 52 * WEEK;
    private static final int TERMS = Harmonics.TERMS;

    /** Fewest weeks with a value that a fit needs. */
    private static final int LEAST_WEEKS = 52;

    /** Weight of the shrinkage, in weeks. */
    private static final double PULL = 0.5;

    /** Number of days up to the origin over which {@link #departure} is the mean. */
    private static final int RECENT_DAYS = 28;

    private final Harmonics harmonics;
    private final int horizon;
    private final int years;
    private final float[] values;
    /** Values minus the usual values; 0 for days without a value. */
    private final float[] anomalies;

    private final double[] normal = new double[TERMS * TERMS];
    private final double[] coefficients = new double[TERMS];
    private final float[] smooth;
    private final float[] sameDay;
    private boolean known;
    private float scale;
    private float departure;
    private float now;

    /**
     *
     * @param harmonics over the days that the model looks back, and ahead
     * @param horizon days that it looks ahead
     */
    Climatology(Harmonics harmonics, int horizon) {
        this.harmonics = harmonics;
        this.horizon = horizon;
        years = harmonics.past() / YEAR;
        values = new float[harmonics.past()];
        anomalies = new float[harmonics.past()];
        smooth = new float[horizon + 1];
        sameDay = new float[horizon + 1];
    }

    /** Whether a window of that many days holds a year and the recent weeks. */
    static boolean fits(int window) {
        return window >= YEAR + RECENT_DAYS + 10;
    }

    /** Fits to the observations up to the origin. Means and fits are relative to their reference, like the values. */
    void compute(Observations observations) {
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
            departure = 0;
            now = Float.NaN;
        }
        for (int lead = 0; lead <= horizon; lead++) {
            smooth[lead] = known ? harmonics.at(lead, coefficients) : Float.NaN;
        }
        for (int lead = 1; lead <= horizon; lead++) {
            sameDay[lead] = meanOfEarlierYears(lead);
        }
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

    private float meanOfEarlierYears(int lead) {
        double sum = 0;
        int count = 0;
        for (int year = 1; year <= years; year++) {
            int at = values.length - 1 + lead - year * YEAR;
            // Days after the origin are future; days before the array are no longer in the window.
            if (at >= 0 && at < values.length && !Float.isNaN(values[at])) {
                sum += values[at];
                count++;
            }
        }
        return count == 0 ? smooth(lead) : (float) (sum / count);
    }

    private void computeAnomalies() {
        System.arraycopy(values, 0, anomalies, 0, values.length);
        for (int term = 0; term < TERMS; term++) {
            float coefficient = (float) coefficients[term];
            float[] wave = harmonics.term(term);
            for (int i = 0; i < anomalies.length; i++) {
                anomalies[i] -= coefficient * wave[i];
            }
        }
        now = anomalies[anomalies.length - 1];
        float[] season = harmonics.term(Harmonics.SEASON);
        double sum = 0;
        double seasonal = 0;
        double recent = 0;
        int count = 0;
        int recentCount = 0;
        for (int i = 0; i < anomalies.length; i++) {
            float anomaly = anomalies[i];
            if (Float.isNaN(anomaly)) {
                anomalies[i] = 0;
                continue;
            }
            count++;
            sum += Math.abs(anomaly);
            seasonal += Math.abs(anomaly) * season[i];
            if (i >= anomalies.length - RECENT_DAYS) {
                recent += anomaly;
                recentCount++;
            }
        }
        departure = recentCount == 0 ? 0 : (float) (recent / recentCount);
        double mean = sum / count;
        scale = (float) Math.max(0.5 * mean, Math.min(2 * mean, mean + 2 * seasonal / count));
    }

    /** Whether the window holds enough of a year for a fit. */
    @Override
    public boolean isKnown() {
        return known;
    }

    /** The mean absolute departure of the values from the usual values; NaN if unknown. */
    @Override
    public float scale() {
        return scale;
    }

    /** Values of all days of the window minus the usual values, the newest last; 0 for days without a value. */
    @Override
    public float[] anomalies() {
        return anomalies;
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return !Float.isNaN(values[values.length - 1 - daysAgo]);
    }

    /** (past): the values of the window, the newest last; NaN where there is none. */
    float[] values() {
        return values;
    }

    /** The usual value {@code lead} days after the origin; NaN if less than a year is known. */
    public float smooth(int lead) {
        return smooth[lead];
    }

    /** Mean of that day in earlier years; the usual value if no year has one. */
    public float sameDay(int lead) {
        return sameDay[lead];
    }

    /** Mean departure of the last four weeks from the usual values; 0 if unknown. */
    public float departure() {
        return departure;
    }

    /** The origin's value minus the usual value; NaN if unknown. */
    public float now() {
        return now;
    }
}

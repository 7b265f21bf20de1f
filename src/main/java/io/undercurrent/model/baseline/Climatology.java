package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Observations;
import java.util.Arrays;

/**
 * What a day of the year usually brings, for windows of more than a year: three harmonics of the year fitted to the weekly
 * means of the window, the mean of the same day in earlier years, and by how much the days depart from what is usual.
 *
 * <p>The fit is least squares with a slight pull of the harmonics towards zero. For the single days a year is taken as 52
 * weeks, so that weekdays meet weekdays.
 */
public final class Climatology implements Departures {

    private static final int YEAR = 52 * WEEK;
    private static final int TERMS = Harmonics.TERMS;

    /** Weeks with a value that a fit takes at least. */
    private static final int LEAST_WEEKS = 52;

    /** Weight of the pull towards zero, in weeks. */
    private static final double PULL = 0.5;

    /** Days before the origin of which {@link #departure} is the mean. */
    private static final int RECENT_DAYS = 28;

    private final Harmonics harmonics;
    private final int horizon;
    private final int years;
    private final float[] values;
    /** Values minus what is usual, 0 where there is none. */
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

    /** Whether a window of that many days holds a year and the weeks after it. */
    static boolean fits(int window) {
        return window >= YEAR + RECENT_DAYS + 10;
    }

    /** Takes in what was observed up to the origin. Means and fits are less its reference, like the values. */
    void compute(Observations observations) {
        System.arraycopy(observations.values(), 0, values, 0, values.length);
        int weeks = accumulate();
        known = weeks >= LEAST_WEEKS;
        if (known) {
            solve();
            computeAnomalies();
            // Values at both ends of what a float holds depart farther than a float can say.
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
            // After the origin is the future, before the array the time that the window no longer holds.
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

    /** Whether the window knows enough of a year to say what is usual. */
    @Override
    public boolean isKnown() {
        return known;
    }

    /** How far values depart from what is usual at this time of the year: their mean distance. NaN where unknown. */
    @Override
    public float scale() {
        return scale;
    }

    /** Values of all days of the window minus what is usual, the newest last; 0 where there is no value. */
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

    /** What is usual {@code lead} days after the origin; NaN where less than a year is known. */
    public float smooth(int lead) {
        return smooth[lead];
    }

    /** Mean of that day in earlier years; what is usual where none has a value. */
    public float sameDay(int lead) {
        return sameDay[lead];
    }

    /** Mean of the last four weeks minus what is usual for them; 0 where unknown. */
    public float departure() {
        return departure;
    }

    /** The origin's value minus what is usual for it; NaN where unknown. */
    public float now() {
        return now;
    }
}

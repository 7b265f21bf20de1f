package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Observations;
import java.util.Arrays;

/**
 * The usual value for each day of the year, for windows of more than a year: three harmonics of the year, see {@link
 * ClimatologyFit}, the mean of the same day in earlier years, and the departures of the last days from the usual value.
 *
 * <p>For single days a year counts as 52 weeks, so that the same weekdays are compared.
 */
public final class Climatology implements AnomalyForecast.Departures {

    /** Fewest days that hold a year and the recent weeks. */
    private static final int LEAST_WINDOW = 402;

    /** Number of days up to the origin over which {@link #departure} is the mean. */
    private static final int RECENT_DAYS = 28;

    private final Harmonics harmonics;
    private final int horizon;
    /** The last days' values minus the usual values; 0 for days without a value. */
    private final float[] anomalies = new float[RECENT_DAYS];

    private final boolean[] present = new boolean[RECENT_DAYS];
    private final float[] smooth;
    private final float[] sameDay;
    private boolean known;
    private float scale;
    private float departure;
    private float now;
    private double mean;

    /**
     * @param harmonics over the days that are fitted to, and ahead
     * @param horizon days that it looks ahead
     */
    Climatology(Harmonics harmonics, int horizon) {
        this.harmonics = harmonics;
        this.horizon = horizon;
        smooth = new float[horizon + 1];
        sameDay = new float[horizon + 1];
    }

    /** Whether a window of that many days holds a year and the recent weeks. */
    static boolean fits(int window) {
        return window >= LEAST_WINDOW;
    }

    /**
     * Goes on from what was fitted.
     *
     * @param since days from the last day fitted to, to the origin
     * @param observations up to the origin
     */
    void compute(ClimatologyFit.Seasons seasons, int since, Observations observations) {
        known = seasons.known();
        scale = seasons.scale();
        departure = 0;
        now = Float.NaN;
        Arrays.fill(anomalies, 0);
        float[] values = observations.values();
        int first = values.length - RECENT_DAYS;
        for (int i = 0; i < RECENT_DAYS; i++) {
            present[i] = !Float.isNaN(values[first + i]);
        }
        if (known) {
            System.arraycopy(values, first, anomalies, 0, RECENT_DAYS);
            harmonics.subtract(seasons.coefficients(), harmonics.past() - RECENT_DAYS + since, anomalies, RECENT_DAYS);
            now = anomalies[RECENT_DAYS - 1];
            mean = seasons.coefficients()[0];
            depart();
        }
        for (int lead = 0; lead <= horizon; lead++) {
            smooth[lead] = known ? harmonics.at(since + lead, seasons.coefficients()) : Float.NaN;
        }
        for (int lead = 1; lead <= horizon; lead++) {
            float mean = seasons.sameDay()[since + lead];
            sameDay[lead] = Float.isNaN(mean) ? smooth[lead] : mean;
        }
    }

    private void depart() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < RECENT_DAYS; i++) {
            if (present[i]) {
                sum += anomalies[i];
                count++;
            } else {
                anomalies[i] = 0;
            }
        }
        departure = count == 0 ? 0 : (float) (sum / count);
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

    /** Values of the last four weeks minus the usual values, the newest last; 0 for days without a value. */
    @Override
    public float[] anomalies() {
        return anomalies;
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return present[RECENT_DAYS - 1 - daysAgo];
    }

    /** Mean of the usual values of a year; not set if unknown. */
    double mean() {
        return mean;
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

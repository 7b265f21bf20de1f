package io.undercurrent.series;

import io.undercurrent.series.Forecast.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How good the forecasts of one target for one day were, by lead time; position 0 is the forecast from the day before.
 * An error is forecast minus actual value. NaN, and null as source, mean that no forecast was made at that lead.
 *
 * @param target name of the value
 * @param actual the value read
 * @param scale mean absolute difference from the value a week before, over the window; NaN if not known
 * @param source what made each forecast; not copied, like all arrays here
 * @param forecast the medians
 * @param pinball mean pinball loss over the quantiles, in units of the target
 * @param inside for each central interval whether the value lay in it
 * @param naive the seasonal naive forecasts: the newest value of the same weekday known at each origin
 * @param baseline the baseline forecasts, which the network corrects; NaN also in scores of earlier releases, which did
 *     not state them
 * @param surprise how surprising the value was under the newest forecast made for it
 */
public record TargetScore(
        String target,
        double actual,
        float scale,
        Source[] source,
        double[] forecast,
        float[] pinball,
        List<Inside> inside,
        double[] naive,
        double[] baseline,
        Surprise surprise) {

    /**
     * Whether a value lay inside a central interval.
     *
     * @param level of the interval, such as 0.8 between the quantiles 0.1 and 0.9
     * @param hits by lead time; undefined where there is no forecast
     */
    public record Inside(double level, boolean[] hits) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Inside that && level == that.level && Arrays.equals(hits, that.hits);
        }

        @Override
        public int hashCode() {
            return Objects.hash(level, Arrays.hashCode(hits));
        }

        @Override
        public String toString() {
            return level + " " + Arrays.toString(hits);
        }
    }

    /**
     * How surprising a value was.
     *
     * @param probability of a value below it, in the newest forecast made for the day, as a rule that of the day before
     * @param bits {@code -log2(2 min(p, 1 - p))} of this probability, without its rounding: 0 at the median, and b for
     *     what happens once in 2<sup>b</sup> days
     * @param threshold in bits; a day beyond it is an anomaly
     */
    public record Surprise(float probability, float bits, float threshold) {

        /** Of a value without a forecast, and in scores of earlier releases, which did not state it. */
        public static final Surprise UNKNOWN = new Surprise(Float.NaN, Float.NaN, Float.NaN);

        /** Whether the value is an anomaly. */
        public boolean isAnomaly() {
            return bits > threshold;
        }
    }

    public TargetScore {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(surprise, "surprise");
        inside = List.copyOf(inside);
        int leads = source.length;
        requireLeads("forecast", leads, forecast.length);
        requireLeads("pinball", leads, pinball.length);
        requireLeads("naive", leads, naive.length);
        requireLeads("baseline", leads, baseline.length);
        for (Inside interval : inside) {
            requireLeads("inside " + interval.level(), leads, interval.hits().length);
        }
    }

    /** A score that says nothing of surprise. */
    public TargetScore(
            String target,
            double actual,
            float scale,
            Source[] source,
            double[] forecast,
            float[] pinball,
            List<Inside> inside,
            double[] naive,
            double[] baseline) {
        this(target, actual, scale, source, forecast, pinball, inside, naive, baseline, Surprise.UNKNOWN);
    }

    private static void requireLeads(String name, int expected, int length) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + ": expected " + expected + " lead times like source, but got " + length);
        }
    }

    /** Number of lead times. */
    public int leads() {
        return source.length;
    }

    /** Whether a forecast was made for the day at this lead (0 from the day before). */
    public boolean hasForecast(int lead) {
        return source[lead] != null;
    }

    /** Forecast less actual value; NaN without a forecast. */
    public float error(int lead) {
        return (float) (forecast[lead] - actual);
    }

    /** Error in units of {@link #scale}, with its sign: the mean of its absolute value is a MASE. */
    public float scaledError(int lead) {
        return error(lead) / scale;
    }

    /** The error of the seasonal naive forecast; NaN if it has no value. */
    public float naiveError(int lead) {
        return (float) (naive[lead] - actual);
    }

    /** The same in units of {@link #scale}. */
    public float naiveScaledError(int lead) {
        return naiveError(lead) / scale;
    }

    /** The error of the baseline that the network corrects; NaN where it is not known. */
    public float baselineError(int lead) {
        return (float) (baseline[lead] - actual);
    }

    /** The same in units of {@link #scale}. */
    public float baselineScaledError(int lead) {
        return baselineError(lead) / scale;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetScore that
                && target.equals(that.target)
                && Double.compare(actual, that.actual) == 0
                && Float.compare(scale, that.scale) == 0
                && Arrays.equals(source, that.source)
                && Arrays.equals(forecast, that.forecast)
                && Arrays.equals(pinball, that.pinball)
                && insideEquals(that)
                && Arrays.equals(naive, that.naive)
                && Arrays.equals(baseline, that.baseline)
                && surprise.equals(that.surprise);
    }

    /** Compares the intervals only where there is a forecast. */
    private boolean insideEquals(TargetScore that) {
        if (inside.size() != that.inside.size()) {
            return false;
        }
        for (int i = 0; i < inside.size(); i++) {
            if (inside.get(i).level() != that.inside.get(i).level()) {
                return false;
            }
            for (int lead = 0; lead < leads(); lead++) {
                if (hasForecast(lead)
                        && inside.get(i).hits()[lead] != that.inside.get(i).hits()[lead]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, actual, scale, Arrays.hashCode(forecast), Arrays.hashCode(naive));
    }

    @Override
    public String toString() {
        return "TargetScore[" + target + " " + actual + " scale " + scale + " source " + Arrays.toString(source)
                + " forecast " + Arrays.toString(forecast) + " pinball " + Arrays.toString(pinball) + " inside "
                + inside
                + " naive " + Arrays.toString(naive) + " baseline " + Arrays.toString(baseline) + " " + surprise + "]";
    }
}

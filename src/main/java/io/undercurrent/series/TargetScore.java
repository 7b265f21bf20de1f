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
 * @param forecast the medians, in units of the target
 * @param pinball mean pinball loss over the quantiles, in units of the target
 * @param inside for each central interval whether the value lay in it
 * @param naive the seasonal naive forecasts, in units of the target: the newest value of the same weekday known at each origin
 * @param baseline the baseline forecasts, which the network corrects; NaN also in scores of earlier releases, which did
 *     not state them
 * @param surprise how surprising the day was
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

    /** What was most surprising of a day. */
    public enum Cause {
        /** The value, under the forecast. */
        VALUE("value"),
        /** That the days before it have no value. */
        MISSING_DAYS("missing-days"),
        /** That the value is the one of the day before. */
        REPETITION("repetition");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        /** The name in messages. */
        public String label() {
            return label;
        }

        /**
         * The cause with a name in messages; null, as in those of earlier releases, is {@link #VALUE}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Cause of(String label) {
            for (Cause cause : values()) {
                if (label == null || cause.label.equals(label)) {
                    return cause;
                }
            }
            throw new IllegalArgumentException("cause: expected value, missing-days or repetition, but got " + label);
        }
    }

    /**
     * How surprising a day was.
     *
     * @param probability of a value below the one read, in the newest forecast made for the day, as a rule that of the day before
     * @param bits of the most surprising circumstance: 0 where nothing is, and b for what happens once in 2<sup>b</sup> days.
     *     If that is the value, {@code -log2(2 min(p, 1 - p))} of its probability, without its rounding
     * @param threshold in bits; a day beyond it is an anomaly
     * @param cause that circumstance
     */
    public record Surprise(float probability, float bits, float threshold, Cause cause) {

        /** Of a value without a forecast, and in scores of earlier releases, which did not state it. */
        public static final Surprise UNKNOWN = new Surprise(Float.NaN, Float.NaN, Float.NaN);

        public Surprise {
            Objects.requireNonNull(cause, "cause");
        }

        /** The surprise of a value. */
        public Surprise(float probability, float bits, float threshold) {
            this(probability, bits, threshold, Cause.VALUE);
        }

        /** The label of the cause; null where there is no surprise. */
        public String causeLabel() {
            return Float.isNaN(bits) ? null : cause.label();
        }

        /** Whether the day is an anomaly. */
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

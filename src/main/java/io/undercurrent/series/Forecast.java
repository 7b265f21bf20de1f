package io.undercurrent.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A probabilistic forecast of one series for the days after its origin.
 *
 * @param key the series
 * @param origin the last day that the forecast used, in days since 1970-01-01
 * @param revision 0 for the first forecast from this origin, higher for each that replaces it after a correction
 * @param model name of the model in force
 * @param generation number of trainings that led to the model, each from the weights of the one before; {@link #UNKNOWN_GENERATION} for
 *     forecasts that do not state it
 * @param source what made the values: the network or the baseline
 * @param restarted whether the series was started again at the origin, after a gap longer than the window
 * @param days number of days in the model's window with a value of a target; {@link #UNKNOWN_DAYS} for forecasts of
 *     earlier releases, which do not state it
 * @param shape order and meaning of the values
 * @param values the quantiles, in the order of {@code shape}; not copied
 * @param means expected values, in the order (target, lead): they minimise the squared error, as medians minimise the
 *     absolute error; not copied
 * @param reconciliation by which the forecast was made to add up with those of other series, such as {@code minimum-trace}; empty for
 *     one that was not
 */
public record Forecast(
        String key,
        int origin,
        int revision,
        String model,
        int generation,
        Source source,
        boolean restarted,
        int days,
        ForecastShape shape,
        double[] values,
        double[] means,
        Optional<String> reconciliation) {

    /** Value of {@link #days} when the forecast does not state it. */
    public static final int UNKNOWN_DAYS = -1;

    /** Value of {@link #generation} when the forecast does not state it. */
    public static final int UNKNOWN_GENERATION = 0;

    /** What made the values of a forecast. */
    public enum Source {
        /** The network. */
        MODEL,
        /**
         * The baseline that the network corrects: used when the network's output is not finite or has been worse than
         * the baseline for weeks.
         */
        BASELINE;

        /** The name in records. */
        public String label() {
            return Label.of(this);
        }
    }

    public Forecast {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(means, "means");
        Objects.requireNonNull(reconciliation, "reconciliation");
        if (generation < UNKNOWN_GENERATION) {
            throw new IllegalArgumentException("generation: expected at least 0, but got " + generation);
        }
        if (days < UNKNOWN_DAYS) {
            throw new IllegalArgumentException("days: expected at least 0, but got " + days);
        }
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(
                    "values: expected " + shape.size() + " for " + shape + ", but got " + values.length);
        }
        int expectedMeans = shape.targets().size() * shape.horizon();
        if (means.length != expectedMeans) {
            throw new IllegalArgumentException(
                    "means: expected " + expectedMeans + " for " + shape + ", but got " + means.length);
        }
    }

    /** A forecast that was made for its series alone. */
    public Forecast(
            String key,
            int origin,
            int revision,
            String model,
            int generation,
            Source source,
            boolean restarted,
            int days,
            ForecastShape shape,
            double[] values,
            double[] means) {
        this(key, origin, revision, model, generation, source, restarted, days, shape, values, means, Optional.empty());
    }

    /** A forecast of {@link #UNKNOWN_GENERATION} whose means are computed from its quantiles. */
    public Forecast(
            String key,
            int origin,
            int revision,
            String model,
            Source source,
            boolean restarted,
            int days,
            ForecastShape shape,
            double[] values) {
        this(
                key,
                origin,
                revision,
                model,
                UNKNOWN_GENERATION,
                source,
                restarted,
                days,
                shape,
                values,
                shape.means(values));
    }

    /** A forecast of a series that was not started again, with {@link #UNKNOWN_DAYS}. */
    public Forecast(
            String key, int origin, int revision, String model, Source source, ForecastShape shape, double[] values) {
        this(key, origin, revision, model, source, false, UNKNOWN_DAYS, shape, values);
    }

    /** The origin as a calendar date. */
    public LocalDate originDate() {
        return LocalDate.ofEpochDay(origin);
    }

    /**
     * The value for a target, a quantile and a lead (0 being the day after the origin), each by position. It is in the unit of the target.
     *
     * @throws IndexOutOfBoundsException if the shape has no such position
     */
    public double value(int target, int quantile, int lead) {
        requireInside("quantile", quantile, shape.quantiles().size());
        requireInside(target, lead);
        return values[shape.index(target, quantile, lead)];
    }

    /**
     * The mean of a target at a lead (0 being the day after the origin), each by position. It is in the unit of the target.
     *
     * @throws IndexOutOfBoundsException if the shape has no such position
     */
    public double mean(int target, int lead) {
        requireInside(target, lead);
        return means[target * shape.horizon() + lead];
    }

    /** One position too many would be a value of something else. */
    private void requireInside(int target, int lead) {
        requireInside("target", target, shape.targets().size());
        requireInside("lead", lead, shape.horizon());
    }

    private static void requireInside(String name, int position, int count) {
        if (position < 0 || position >= count) {
            throw new IndexOutOfBoundsException(name + ": expected 0 to " + (count - 1) + ", but got " + position);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forecast that
                && key.equals(that.key)
                && origin == that.origin
                && revision == that.revision
                && model.equals(that.model)
                && generation == that.generation
                && source == that.source
                && restarted == that.restarted
                && days == that.days
                && shape.equals(that.shape)
                && Arrays.equals(values, that.values)
                && Arrays.equals(means, that.means)
                && reconciliation.equals(that.reconciliation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, origin, revision, model, source, restarted, days, shape, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "Forecast[" + key + " from " + originDate() + " revision " + revision + " by " + model + "/"
                + source.label() + reconciliation.map(way -> "/" + way).orElse("") + (restarted ? " restarted " : " ")
                + "of " + days + " days " + Arrays.toString(values)
                + "]";
    }
}
